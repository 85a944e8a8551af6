// The browser library against a server that wants a token (the second argument).
import { done, expect, expectPlaying, test } from './harness.mjs';
const token = process.argv[3];

for (const transport of ['websocket', 'post']) {
    await test(`a page plays with its access token over ${transport}`, async ({ page, base }) => {
        await open(page, base, transport, token);
        await expectPlaying(page, '#video');
        expect((await page.evaluate(() => window.seen)).join() === 'start', 'only start was told');
    });
}

await test('a page without a token is told what is missing', async ({ page, base }) => {
    await open(page, base, 'post', undefined);
    await page.waitForFunction(() => window.seen.some(text => text.startsWith('error')));
    const seen = await page.evaluate(() => window.seen);
    expect(seen.join().includes('token'), `the events were ${seen}`);
});

await done();

async function open(page, base, transport, accessToken) {
    await page.goto(`${base}/kaskado/`);
    await page.setContent('<video id="video" muted autoplay></video>');
    await page.addScriptTag({ url: `${base}/kaskado/sdk/kaskado.global.js` });
    await page.evaluate(options => {
        window.seen = [];
        const player = new kwsContentApi.KwsContentPlayer('/kaskado/demo/play/card.mp4', { remoteVideoTag: 'video', ...options });
        player.on('start', () => window.seen.push('start'));
        player.on('error', error => window.seen.push(`error ${error.message}`));
    }, { transport, accessToken });
}
