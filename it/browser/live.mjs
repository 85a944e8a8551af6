// A camera goes into a room by WHIP and comes out by WHEP: forwarded, not decoded.
import { readFileSync } from 'node:fs';
import { browser, done, expect, skipWithoutMediaPath, test } from './harness.mjs';

skipWithoutMediaPath();
const tools = readFileSync(new URL('./rtc-page.js', import.meta.url), 'utf8');
const FIELDS = [[208, 32, 32], [32, 160, 32], [32, 48, 208], [224, 192, 32]];

async function prepare(page, base) {
    await page.goto(`${base}/kaskado/health/live`);
    await page.setContent('<video id="v" muted autoplay playsinline></video><video id="w" muted autoplay playsinline></video>');
    await page.evaluate(tools);
}

/** Asks again until the answer is what is wanted; the last answer is told when it never is. */
async function eventually(ask, isEnough, sentence, timeoutMs = 20_000) {
    const end = Date.now() + timeoutMs;
    let last;
    do {
        last = await ask();
        if (isEnough(last)) { return last; }
        await new Promise(resolve => setTimeout(resolve, 250));
    } while (Date.now() < end);
    throw new Error(`${sentence}: ${JSON.stringify(last)}`);
}

async function expectFlowing(page, name = 'viewer') {
    const first = await page.evaluate(each => rtc.inbound(each), name);
    const decoded = first.video?.framesDecoded ?? 0;
    const heard = first.audio?.packetsReceived ?? 0;
    return eventually(() => page.evaluate(each => rtc.inbound(each), name),
        now => now.video?.framesDecoded > decoded + 20 && now.audio?.packetsReceived > heard + 40,
        `${name} sees no moving picture`);
}

function expectFields(picture) {
    picture.fields.forEach((field, i) => field.forEach((value, channel) => expect(Math.abs(value - FIELDS[i][channel]) < 40,
        `field ${i} is ${field}, sent was ${FIELDS[i]}`)));
}

async function join(page, action, room, options) {
    const answer = await page.evaluate(([name, where, how]) => rtc[name](where, how), [action, room, options]);
    expect(answer.status === 201, `${action} was answered ${answer.status} ${answer.text}`);
    return answer;
}

await test('a viewer sees and hears the publisher of the room', async ({ page, base }) => {
    await prepare(page, base);
    await join(page, 'publish', 'first');
    await join(page, 'watch', 'first');
    const inbound = await expectFlowing(page);
    const shape = inbound.video.frameWidth / inbound.video.frameHeight;
    expect(Math.abs(shape - 4 / 3) < 0.01, `the picture is ${inbound.video.frameWidth} wide and ${inbound.video.frameHeight} high`);
    const before = await page.evaluate(() => rtc.picture('#v'));
    expectFields(before);
    const after = await eventually(() => page.evaluate(() => rtc.picture('#v')), now => now.frame > before.frame + 15,
        `frame numbers do not go on after ${before.frame}`);
    expect(after.frame < before.frame + 400, `frame numbers jump from ${before.frame} to ${after.frame}`);
    if (browser === 'chromium') { // sound contexts of a headless Firefox stand still
        const heard = await page.evaluate(() => rtc.pitch(document.querySelector('#v').srcObject));
        expect(Math.abs(heard.hz - 440) < 12 && heard.db > -60, `the tone is ${JSON.stringify(heard)}`);
    }
});

await test('a viewer who came first sees the publisher when it comes', async ({ page, base }) => {
    await prepare(page, base);
    await join(page, 'watch', 'early');
    await join(page, 'publish', 'early');
    await expectFlowing(page);
    expectFields(await page.evaluate(() => rtc.picture('#v')));
});

await test('a room has one publisher; after DELETE the next one is seen by the same viewer', async ({ page, base }) => {
    await prepare(page, base);
    const first = await join(page, 'publish', 'one');
    await join(page, 'watch', 'one');
    await expectFlowing(page);
    const second = await page.evaluate(() => rtc.publish('one', { name: 'second' }));
    expect(second.status === 409, `a second publisher was answered ${second.status}`);
    const gone = await page.evaluate(url => fetch(url, { method: 'DELETE' }).then(answer => answer.status), first.location);
    expect(gone === 200, `DELETE was answered ${gone}`);
    const again = await page.evaluate(url => fetch(url, { method: 'DELETE' }).then(answer => answer.status), first.location);
    expect(again === 404, `a second DELETE was answered ${again}`);
    await join(page, 'publish', 'one', { name: 'second' });
    await expectFlowing(page);
});

await test('candidates come by PATCH, and ICE restarts by PATCH while media flows', async ({ page, base }) => {
    await prepare(page, base);
    await join(page, 'publish', 'patch');
    const watched = await join(page, 'watch', 'patch', { trickles: true });
    const trickled = await page.evaluate(([url, etag]) => rtc.trickle('viewer', url, etag), [watched.location, watched.etag]);
    expect(trickled.status === 204, `trickle was answered ${trickled.status} ${trickled.text}`);
    await expectFlowing(page);
    const restarted = await page.evaluate(url => rtc.restart('viewer', url), watched.location);
    expect(restarted.status === 200, `restart was answered ${restarted.status} ${restarted.text}`);
    expect(restarted.etag !== watched.etag && restarted.etag !== null, `the ETag after the restart is ${restarted.etag}`);
    const stale = await page.evaluate(([url, etag]) => rtc.trickle('viewer', url, etag), [watched.location, watched.etag]);
    expect(stale.status === 412, `the ETag of before the restart was answered ${stale.status}`);
    await eventually(() => page.evaluate(() => rtc.credentialsInUse('viewer')),
        now => now.pair === now.remote, 'the new credentials are not used');
    await expectFlowing(page);
});

await test('a closed tab ends its session on the server', async ({ page, base, context }) => {
    await prepare(page, base);
    const other = await context.newPage();
    await prepare(other, base);
    await join(other, 'publish', 'tab');
    await join(page, 'watch', 'tab');
    await expectFlowing(page);
    await other.close();
    await page.evaluate(() => { globalThis.spare = rtc.camera(); });
    await eventually(() => page.evaluate(() => rtc.publish('tab', { name: 'next', stream: globalThis.spare })),
        answer => answer.status === 201, 'the place of the closed publisher stays taken', 60_000);
    await expectFlowing(page);
});

await done();
