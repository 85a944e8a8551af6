// A camera goes into a room by WHIP and comes out by WHEP: forwarded, not decoded.
import { readFileSync } from 'node:fs';
import { done, expect, test } from './harness.mjs';

const tools = readFileSync(new URL('./rtc-page.js', import.meta.url), 'utf8');
const FIELDS = [[208, 32, 32], [32, 160, 32], [32, 48, 208], [224, 192, 32]];

async function prepare(page, base) {
    await page.goto(`${base}/kaskado/health/live`);
    await page.setContent('<video id="v" muted autoplay playsinline></video><video id="w" muted autoplay playsinline></video>');
    await page.evaluate(tools);
}

/** Asks again until the answer is what is wanted; the last answer is told when it never is. */
export async function eventually(ask, isEnough, sentence, timeoutMs = 20_000) {
    const end = Date.now() + timeoutMs;
    let last;
    do {
        last = await ask();
        if (isEnough(last)) { return last; }
        await new Promise(resolve => setTimeout(resolve, 100));
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
    expect(inbound.video.frameWidth === 640, `the picture is ${inbound.video.frameWidth} wide`);
    const before = await page.evaluate(() => rtc.picture('#v'));
    expectFields(before);
    const after = await eventually(() => page.evaluate(() => rtc.picture('#v')), now => now.frame > before.frame + 15,
        `frame numbers do not go on after ${before.frame}`);
    expect(after.frame < before.frame + 400, `frame numbers jump from ${before.frame} to ${after.frame}`);
    const heard = await page.evaluate(() => rtc.pitch(document.querySelector('#v').srcObject));
    expect(Math.abs(heard.hz - 440) < 12 && heard.db > -60, `the tone is ${JSON.stringify(heard)}`);
});

await done();
