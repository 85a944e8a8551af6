// Uploads show progress, are in the repository with poster and tracks, can be sought, and can be deleted.
import { done, expect, expectPlaying, test } from './harness.mjs';

async function uploadSample(page, base, keep) {
    await page.goto(`${base}/kaskado/`);
    await page.check(`input[name=keep][value="${keep}"]`);
    await page.evaluate(() => {
        window.progressSeen = [];
        const bar = document.querySelector('#upload-bar');
        new MutationObserver(() => window.progressSeen.push(bar.value)).observe(bar, { attributes: true });
    });
    await page.click('#upload-sample');
    await page.waitForFunction(() => ['#upload-done', '#upload-alert'].some(id => !document.querySelector(id).hidden),
        undefined, { timeout: 60_000 });
    const alert = await page.textContent('#upload-alert');
    expect(alert === '', `the page says: ${alert}`);
    const progress = await page.evaluate(() => window.progressSeen);
    expect(progress.at(-1) === 1, `progress was ${progress}`);
}

async function expectItem(page, name, codec) {
    const item = page.locator('.item', { hasText: name }).first();
    await item.locator('.poster img').waitFor({ timeout: 30_000 });
    const about = await item.locator('.about').textContent();
    expect(new RegExp(codec, 'i').test(about), `the item says: ${about}`);
    expect(/0:(19|20|21)/.test(about), `the item says: ${about}`);
    await page.waitForFunction(image => image.complete && image.naturalWidth > 0, await item.locator('img').elementHandle());
    return item;
}

async function expectSeekable(page, item) {
    await item.locator('.poster').click();
    await expectPlaying(page, '#repository-video');
    await page.$eval('#repository-video', video => (video.currentTime = 15));
    await page.waitForFunction(() => {
        const video = document.querySelector('#repository-video');
        return !video.seeking && video.currentTime >= 15;
    });
    await expectPlaying(page, '#repository-video', 5);
    await page.click('#repository-player [aria-label=Close]');
}

async function expectDeleted(page, item) {
    const before = await page.locator('.item').count();
    await item.locator('[aria-label^=Delete]').click();
    await page.waitForFunction(count => document.querySelectorAll('.item').length < count, before);
}

await test('an uploaded clip is in the repository with poster and tracks and can be sought', async ({ page, base }) => {
    await uploadSample(page, base, 'upload');
    const item = await expectItem(page, 'card.mp4', 'h264');
    await expectSeekable(page, item);
    await expectDeleted(page, item);
});

await test('a recorded clip is in the repository as WebM', async ({ page, base }) => {
    await uploadSample(page, base, 'record');
    const item = await expectItem(page, 'Recording of card.mp4', 'vp8');
    await expectSeekable(page, item);
    await expectDeleted(page, item);
});

await test('an upload goes on after the connection broke', async ({ page, base }) => {
    await page.goto(`${base}/kaskado/`);
    let broken = false;
    await page.route('**/*', async route => {
        if (route.request().method() === 'PUT' && !broken) {
            broken = true;
            return route.abort('connectionreset');
        }
        return route.continue();
    });
    await page.click('#upload-sample');
    await page.waitForSelector('#upload-done:not([hidden])', { timeout: 60_000 });
    expect(broken, 'no PUT was seen');
});

await done();
