// What a filter finds in the picture arrives on the page as events, over both transports.
import { done, expect, expectPlaying, test } from './harness.mjs';

const texts = ['Hello from Kaskado', 'This text travelled as a picture', 'The filter read it while it played'];

await test('codes appear on the page while the clip plays', async ({ page, base }) => {
    await page.goto(`${base}/kaskado/`);
    await page.click('#codes-start');
    await expectPlaying(page, '#codes-video');
    for (const text of texts) {
        await page.waitForFunction(wanted => document.querySelector('#codes-list').textContent.includes(wanted), text);
    }
    const shown = await page.$$eval('#codes-list li', items => items.map(item => item.firstChild.textContent));
    expect(JSON.stringify(shown.slice(0, 3)) === JSON.stringify(texts), `the page shows ${JSON.stringify(shown)}`);
});

for (const transport of ['websocket', 'post']) {
    await test(`events come by ${transport}, and the end of the clip ends the session`, async ({ page, base }) => {
        await page.goto(`${base}/kaskado/`);
        await page.setContent('<video id="v" muted autoplay></video>');
        const seen = await page.evaluate(async wanted => {
            const { ContentPlayer } = await import('/kaskado/sdk/kaskado.js');
            const events = [];
            const player = new ContentPlayer('/kaskado/demo/codes/qr.webm', { transport: wanted, remoteVideoTag: 'v' });
            player.on('mediaevent', event => events.push(event.data));
            return new Promise(resolve => {
                const end = outcome => resolve({ outcome, events: [...new Set(events)] });
                player.on('terminate', reason => end(`terminated ${JSON.stringify(reason)}`));
                player.on('error', error => end(`error ${error.message}`));
                setTimeout(() => end('nothing for 60 s'), 60_000);
            });
        }, transport);
        expect(seen.outcome.startsWith('terminated'), seen.outcome);
        expect(seen.events.length === 5, `the codes were ${JSON.stringify(seen.events)}`);
    });
}

await done();
