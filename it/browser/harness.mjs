// What browser tests share: one page in Debian's Chromium or Firefox, and questions about <video> elements.
// KASKADO_BROWSER=firefox takes Firefox as Debian ships it, driven by WebDriver BiDi.
// A test file calls `test(name, async ({ page, base }) => …)` any number of times; each prints one line.
import { chromium, firefox } from 'playwright-core';
import { existsSync } from 'node:fs';

const base = process.argv[2]; // such as http://127.0.0.1:13080
const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync', '--autoplay-policy=no-user-gesture-required',
    '--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream'];
const preferences = { 'media.autoplay.default': 0, 'media.navigator.streams.fake': true,
    'media.navigator.permission.disabled': true, 'app.update.auto': false, 'datareporting.policy.dataSubmissionEnabled': false };

/** Which browser runs: chromium or firefox. */
export const browser = process.env.KASKADO_BROWSER ?? 'chromium';

function launch() {
    if (browser === 'firefox') {
        const executablePath = process.env.KASKADO_FIREFOX ?? ['/usr/bin/firefox-esr', '/usr/bin/firefox'].find(existsSync);
        return firefox.launch({ channel: 'moz-firefox', executablePath, headless: true, firefoxUserPrefs: preferences });
    }
    const executablePath = process.env.KASKADO_CHROMIUM
        ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
    return chromium.launch({ executablePath, headless: true, args: flags });
}

/**
 * Firefox pairs no loopback address with another one, so a server that is bound to loopback alone is out of its reach:
 * KASKADO_MEDIA_ADDRESSES=yes says that the server has another address for media.
 */
export function skipWithoutMediaPath() {
    if (browser === 'firefox' && process.env.KASKADO_MEDIA_ADDRESSES !== 'yes') {
        console.log('ok - # skip: Firefox makes no media connection to a loopback address');
        process.exit(0);
    }
}

let launched;

/** Runs one test on a fresh page; its console errors and failed requests are told when it fails. */
export async function test(name, body, options = {}) {
    launched ??= await launch();
    const context = await launched.newContext({ ignoreHTTPSErrors: true, ...options });
    const page = await context.newPage();
    const said = [];
    page.on('console', message => said.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', error => said.push(`page error: ${error.message}`));
    page.on('requestfailed', request => said.push(`request failed: ${request.url()} ${request.failure()?.errorText}`));
    page.setDefaultTimeout(20_000);
    try {
        await body({ page, base, context, said });
        console.log(`ok - ${name}`);
    } catch (error) {
        console.log(`not ok - ${name}: ${error.stack ?? error}`);
        said.forEach(line => console.log(`    ${line}`));
        process.exitCode = 1;
    } finally {
        await context.close();
    }
}

/** Call at the end of a test file. */
export async function done() {
    await launched?.close();
}

export function expect(claim, sentence) {
    if (!claim) throw new Error(sentence);
}

/** Waits until the video shows at least `frames` more frames and its clock moves. */
export async function expectPlaying(page, selector, frames = 10, timeout = 20_000) {
    await page.waitForSelector(selector, { state: 'attached', timeout });
    const before = await videoState(page, selector);
    try {
        await page.waitForFunction(([sel, shown, time]) => {
            const video = document.querySelector(sel);
            return video.getVideoPlaybackQuality().totalVideoFrames >= shown && video.currentTime > time;
        }, [selector, before.frames + frames, before.time], { timeout });
    } catch {
        throw new Error(`${selector} does not play: ${JSON.stringify(await videoState(page, selector))}`);
    }
    return videoState(page, selector);
}

export async function videoState(page, selector) {
    return page.$eval(selector, video => ({
        time: video.currentTime,
        frames: video.getVideoPlaybackQuality().totalVideoFrames,
        width: video.videoWidth,
        height: video.videoHeight,
        ready: video.readyState,
        paused: video.paused,
        ended: video.ended,
        error: video.error && `${video.error.code} ${video.error.message}`,
        source: video.currentSrc.slice(0, 200),
    }));
}

/** The colour [red, green, blue] of the picture now shown, at a point given as fractions of width and height. */
export async function colourAt(page, selector, x, y) {
    return page.$eval(selector, (video, [fx, fy]) => {
        const canvas = document.createElement('canvas');
        canvas.width = video.videoWidth;
        canvas.height = video.videoHeight;
        const context = canvas.getContext('2d');
        context.drawImage(video, 0, 0);
        return [...context.getImageData(Math.floor(fx * canvas.width), Math.floor(fy * canvas.height), 1, 1).data].slice(0, 3);
    }, [x, y]);
}
