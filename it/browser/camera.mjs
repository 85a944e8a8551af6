// The demos with a camera, as a visitor uses them: loopback, filters, recording, broadcast, call of many.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { browser, done, expect, expectPlaying, skipWithoutMediaPath, test } from './harness.mjs';

skipWithoutMediaPath();
const permissions = browser === 'firefox' ? {} : { permissions: ['camera', 'microphone'] };

/** What ffprobe says of a recording: codecs, and the times of the packets of each track in seconds. */
function probe(bytes) {
    const folder = mkdtempSync(join(tmpdir(), 'kaskado-it-'));
    const file = join(folder, 'take.webm');
    try {
        writeFileSync(file, bytes);
        const ask = (...args) => execFileSync('ffprobe', ['-v', 'error', ...args, '-of', 'csv=p=0', file], { encoding: 'utf8' });
        const times = track => ask('-select_streams', track, '-show_entries', 'packet=pts_time').trim().split('\n')
            .map(parseFloat).sort((a, b) => a - b);
        return { codecs: ask('-show_entries', 'stream=codec_name').trim().split('\n'), video: times('v:0'), audio: times('a:0') };
    } finally {
        rmSync(folder, { recursive: true });
    }
}

async function open(page, base, query = '') {
    await page.goto(`${base}/kaskado/${query}`);
}

async function noAlert(page, id) {
    const alert = page.locator(id);
    expect(await alert.isHidden(), `${id} says: ${await alert.textContent()}`);
}

await test('the camera comes back as it is', async ({ page, base }) => {
    await open(page, base);
    await page.click('#loopback-start');
    await expectPlaying(page, '#loopback-video', 30);
    await page.waitForFunction(() => document.querySelector('#loopback-facts').textContent.includes('pictures per second'));
    await page.click('#loopback-stop');
    await page.waitForSelector('#loopback-cover', { state: 'visible' });
    await noAlert(page, '#loopback-alert');
}, permissions);

await test('the camera comes back through a filter, and the graph is shown', async ({ page, base }) => {
    await open(page, base);
    await page.check('#loopback-form input[value=grey]', { force: true });
    await page.click('#loopback-start');
    await expectPlaying(page, '#loopback-video', 30, 30_000);
    const spread = await page.$eval('#loopback-video', video => {
        const canvas = document.createElement('canvas');
        canvas.width = 64;
        canvas.height = 48;
        const context = canvas.getContext('2d');
        context.drawImage(video, 0, 0, 64, 48);
        const { data } = context.getImageData(0, 0, 64, 48);
        let most = 0;
        for (let i = 0; i < data.length; i += 4) {
            most = Math.max(most, Math.max(data[i], data[i + 1], data[i + 2]) - Math.min(data[i], data[i + 1], data[i + 2]));
        }
        return most;
    });
    expect(spread < 24, `the picture is not grey: colours differ by ${spread}`);
    await page.waitForSelector('#loopback-graph .node');
    await noAlert(page, '#loopback-alert');
}, permissions);

await test('a visitor records the camera and sees the recording', async ({ page, base }) => {
    await open(page, base);
    await page.click('#self-start');
    await expectPlaying(page, '#self-video', 60);
    await page.click('#self-stop');
    await page.waitForFunction(() => document.querySelector('#self-done').textContent.startsWith('This is the recording'));
    await page.waitForFunction(() => document.querySelector('#self-video').src.includes('/repository/'));
    await expectPlaying(page, '#self-video', 10);
    await noAlert(page, '#self-alert');

    const stored = await page.request.get(await page.$eval('#self-video', video => video.src));
    const { codecs, video, audio } = probe(await stored.body());
    expect(`${codecs}` === 'vp8,opus', `the recording holds ${codecs}`);
    expect(Math.abs(video[0] - audio[0]) < 1, `pictures begin at ${video[0]} s, sound at ${audio[0]} s`);
    expect(Math.abs(video.at(-1) - audio.at(-1)) < 0.2, `pictures end at ${video.at(-1)} s, sound at ${audio.at(-1)} s`);
    expect(audio.length > 0.9 * (audio.at(-1) - audio[0]) / 0.02, `${audio.length} packets of sound in ${audio.at(-1)} s`);
    const gap = Math.max(...video.slice(1).map((time, i) => time - video[i]));
    expect(video.length >= 60 && gap < 0.5, `${video.length} pictures, the longest gap is ${gap} s`);
}, permissions);

await test('a broadcast reaches a second page', async ({ page, base, context }) => {
    await open(page, base, '?room=demo-test');
    await page.click('#publish-toggle');
    await page.waitForFunction(() => document.querySelector('#publish-toggle').textContent === 'Stop');
    const viewer = await context.newPage();
    await open(viewer, base, '?room=demo-test');
    await viewer.click('#watch-toggle');
    await expectPlaying(viewer, '#watch-video', 30);
    await noAlert(page, '#broadcast-alert');
    await noAlert(viewer, '#broadcast-alert');
}, permissions);

await test('three members of a call see each other and chat', async ({ page, base, context }) => {
    const members = [page, await context.newPage(), await context.newPage()];
    for (const [i, member] of members.entries()) {
        await open(member, base, '?call=it-call');
        await member.fill('#call-name', `member-${i}`);
        await member.click('#call-join');
        await member.waitForSelector('#call-tiles figure');
    }
    for (const member of members) {
        await member.bringToFront();
        await member.waitForFunction(() => document.querySelectorAll('#call-tiles figure').length === 3);
        for (const nth of [1, 2, 3]) {
            await expectPlaying(member, `#call-tiles figure:nth-of-type(${nth}) video`, 10);
        }
    }
    await members[1].fill('#call-text', 'hello all');
    await members[1].press('#call-text', 'Enter');
    await members[0].waitForFunction(() => document.querySelector('#call-said').textContent.includes('hello all'));
    await members[2].close();
    await members[0].waitForFunction(() => document.querySelectorAll('#call-tiles figure').length === 2);
    await members[1].click('#call-leave');
    await members[0].waitForFunction(() => document.querySelectorAll('#call-tiles figure').length === 1);
    await noAlert(page, '#call-alert');
}, permissions);

await done();
