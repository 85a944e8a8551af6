// Clips play plain and through each filter, in both formats, and the picture is what the filter makes of it.
import { colourAt, done, expect, expectPlaying, test } from './harness.mjs';

const video = '#play-video';
// the colour bars of the test card, from the left; see TestCardPainter
const bars = [[0xe6, 0xe6, 0xe6], [0xe0, 0xd3, 0x3b], [0x35, 0xc2, 0xb4], [0x4d, 0xb8, 0x5b], [0xc0, 0x6b, 0xc7],
    [0xe0, 0x57, 0x4f], [0x3f, 0x6f, 0xd8]];
const tolerance = 40;

async function play(page, base, { clip = 'card.mp4', effect = '', format = 'WEBM' }) {
    await page.goto(`${base}/kaskado/`);
    await page.check(`input[name=clip][value="${clip}"]`);
    await page.check(`input[name=effect][value="${effect}"]`);
    await page.check(`input[name=format][value="${format}"]`);
    await page.click('#play-start');
    try {
        await expectPlaying(page, video);
    } catch (error) {
        throw new Error(`${error.message}; the page says: ${await page.textContent('#play-alert')}`);
    }
}

/** Colours in the middle of the seven bars, from the left. */
async function shownBars(page) {
    const colours = [];
    for (let i = 0; i < bars.length; i++) {
        colours.push(await colourAt(page, video, (i + 0.5) / bars.length, 0.92));
    }
    return colours;
}

function expectColours(shown, wanted, what) {
    shown.forEach((colour, i) => {
        const isClose = colour.every((value, channel) => Math.abs(value - wanted[i][channel]) <= tolerance);
        expect(isClose, `${what}: bar ${i} is ${colour}, expected about ${wanted[i]}`);
    });
}

/** The frame number that the test card shows in binary along its upper edge. */
async function frameNumber(page) {
    let number = 0;
    for (let bit = 0; bit < 16; bit++) {
        const [red] = await colourAt(page, video, (bit + 0.5) / 16, 0.018);
        number = number * 2 + (red > 128 ? 1 : 0);
    }
    return number;
}

const changes = {
    '': colours => colours,
    mirror: colours => [...colours].reverse(),
    grey: colours => colours.map(([r, g, b]) => Array(3).fill(0.299 * r + 0.587 * g + 0.114 * b)),
    negative: colours => colours.map(colour => colour.map(value => 255 - value)),
};

for (const format of ['WEBM', 'MP4']) {
    for (const [effect, change] of Object.entries(changes)) {
        await test(`the test card plays as ${format} with filter '${effect || 'none'}'`, async ({ page, base }) => {
            await play(page, base, { effect, format });
            expectColours(await shownBars(page), change(bars), effect || 'plain');
        });
    }
}

await test('frames come in order and at their pace', async ({ page, base }) => {
    await play(page, base, {});
    await page.$eval(video, v => v.pause());
    const [first, firstTime] = [await frameNumber(page), await page.$eval(video, v => v.currentTime)];
    await page.$eval(video, v => v.play());
    await page.waitForFunction(([s, t]) => document.querySelector(s).currentTime > t + 2, [video, firstTime]);
    await page.$eval(video, v => v.pause());
    const [second, secondTime] = [await frameNumber(page), await page.$eval(video, v => v.currentTime)];
    const expected = (secondTime - firstTime) * 25;
    const shown = second - first;
    expect(Math.abs(shown - expected) <= 4, `${shown} frames went by in ${expected / 25} s, expected about ${expected}`);
});

await test('the hat is on the face', async ({ page, base }) => {
    const blue = async () => page.$eval(video, v => {
        const canvas = document.createElement('canvas');
        [canvas.width, canvas.height] = [v.videoWidth, v.videoHeight];
        const context = canvas.getContext('2d');
        context.drawImage(v, 0, 0);
        const { data } = context.getImageData(0, 0, canvas.width, Math.floor(canvas.height / 2));
        let count = 0;
        for (let i = 0; i < data.length; i += 4) {
            count += data[i] < 90 && data[i + 1] < 110 && data[i + 2] > 110 && data[i + 2] - data[i] > 60 ? 1 : 0;
        }
        return count;
    });
    await play(page, base, { clip: 'face.mp4' });
    const without = await blue();
    await play(page, base, { clip: 'face.mp4', effect: 'hat' });
    await expectPlaying(page, video, 20);
    const withHat = await blue();
    expect(withHat > without + 3000, `hat-blue pixels: ${without} without the filter, ${withHat} with it`);
});

await test('a clip that does not exist is an error with a sentence', async ({ page, base }) => {
    await page.goto(`${base}/kaskado/`);
    const message = await page.evaluate(async () => {
        const { ContentPlayer } = await import('/kaskado/sdk/kaskado.js');
        const player = new ContentPlayer('demo/play/nothing.mp4', { autostart: false });
        player.on('error', () => undefined);
        return player.start().then(() => 'started', error => error.message);
    });
    expect(message.includes("there is no clip 'nothing.mp4'"), `the error says: ${message}`);
});

await test('the running pipeline is drawn', async ({ page, base }) => {
    await play(page, base, { effect: 'mirror' });
    await page.waitForSelector('#play-graph .node');
    const label = await page.getAttribute('#play-graph', 'aria-label');
    expect(/Player.*(Filter|GStreamer).*HttpGet/.test(label), `the graph is described as: ${label}`);
});

await done();
