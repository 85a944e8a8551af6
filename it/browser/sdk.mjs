// The browser library as pages of others use it: a classic script with the names of Kurento 4.
import { done, expect, expectPlaying, test } from './harness.mjs';

await test('a page in the style of Kurento 4 plays a clip', async ({ page, base }) => {
    await page.goto(`${base}/kaskado/`);
    await page.setContent('<video id="video" muted autoplay></video>');
    await page.addScriptTag({ url: `${base}/kaskado/sdk/kaskado.global.js` });
    await page.evaluate(() => {
        window.seen = [];
        const player = new kwsContentApi.KwsContentPlayer('/kaskado/demo/play/card.mp4', { remoteVideoTag: 'video' });
        player.on('remotestream', ({ url }) => window.seen.push(`remotestream ${new URL(url, location).pathname}`));
        player.on('start', () => window.seen.push('start'));
        player.on('terminate', () => window.seen.push('terminate'));
        player.on('error', error => window.seen.push(`error ${error.message}`));
        window.player = player;
    });
    await expectPlaying(page, '#video');
    await page.evaluate(() => window.player.terminate());
    const seen = await page.evaluate(() => window.seen);
    expect(/^remotestream \/kaskado\/media\/\S+,start,terminate$/.test(seen.join()), `the events were ${seen}`);
});

await done();
