// The home page opens without an error and everything it links to exists.
import { done, expect, test } from './harness.mjs';

await test('the home page opens', async ({ page, base, said }) => {
    const response = await page.goto(`${base}/kaskado/`);
    expect(response.status() === 200, `the home page answered ${response.status()}`);
    await page.waitForFunction(() => document.querySelector('#server-status').classList.contains('good'));
    const complaints = said.filter(line => line.startsWith('error') || line.startsWith('page error'));
    expect(complaints.length === 0, `the page complained: ${complaints.join('; ')}`);
});

await test('every link of the home page leads somewhere', async ({ page, base }) => {
    await page.goto(`${base}/kaskado/`);
    const links = await page.$$eval('a[href]', anchors => anchors.map(anchor => anchor.href));
    for (const link of new Set(links.filter(each => each.startsWith(base)))) {
        const response = await page.request.get(link.replace(/#.*/, ''));
        expect(response.status() < 400, `${link} answers ${response.status()}`);
    }
});

await done();
