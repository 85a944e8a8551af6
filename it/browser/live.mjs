// A camera goes into a room by WHIP and comes out by WHEP: forwarded, not decoded.
import { done, expect, test } from './harness.mjs';

async function prepare(page, base) {
    await page.goto(`${base}/kaskado/`);
    await page.setContent('<video id="v" muted autoplay playsinline></video>');
    await page.evaluate(() => {
        globalThis.negotiate = async (peer, url) => {
            await peer.setLocalDescription();
            await new Promise(resolve => {
                peer.onicegatheringstatechange = () => peer.iceGatheringState === 'complete' && resolve();
                setTimeout(resolve, 2000);
            });
            const answer = await fetch(url, {
                method: 'POST', headers: { 'Content-Type': 'application/sdp' }, body: peer.localDescription.sdp });
            const text = await answer.text();
            if (answer.status !== 201) { return { status: answer.status, text }; }
            await peer.setRemoteDescription({ type: 'answer', sdp: text });
            return { status: 201, location: answer.headers.get('Location'), etag: answer.headers.get('ETag'), text };
        };
        globalThis.publish = async room => {
            const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: { width: 640, height: 480 } });
            const peer = new RTCPeerConnection();
            stream.getTracks().forEach(track => peer.addTransceiver(track, { direction: 'sendonly', streams: [stream] }));
            globalThis.publisher = peer;
            return globalThis.negotiate(peer, `/kaskado/live/${room}/whip`);
        };
        globalThis.watch = async room => {
            const peer = new RTCPeerConnection();
            const stream = new MediaStream();
            peer.ontrack = event => { stream.addTrack(event.track); document.querySelector('#v').srcObject = stream; };
            peer.addTransceiver('audio', { direction: 'recvonly' });
            peer.addTransceiver('video', { direction: 'recvonly' });
            globalThis.viewer = peer;
            return globalThis.negotiate(peer, `/kaskado/live/${room}/whep`);
        };
        globalThis.inbound = async () => {
            const found = {};
            (await globalThis.viewer.getStats()).forEach(entry => {
                if (entry.type === 'inbound-rtp') { found[entry.kind] = entry; }
            });
            return found;
        };
    });
}

await test('a viewer sees and hears the publisher of the room', async ({ page, base }) => {
    await prepare(page, base);
    const published = await page.evaluate(() => globalThis.publish('first'));
    expect(published.status === 201, `WHIP answered ${published.status} ${published.text}`);
    const watched = await page.evaluate(() => globalThis.watch('first'));
    expect(watched.status === 201, `WHEP answered ${watched.status} ${watched.text}`);
    await page.waitForFunction(async () => ((await globalThis.inbound()).video?.framesDecoded ?? 0) > 30, null, { timeout: 20_000 });
    const inbound = await page.evaluate(() => globalThis.inbound());
    expect(inbound.audio?.packetsReceived > 20, `audio: ${JSON.stringify(inbound.audio)}`);
    expect(inbound.video.frameWidth === 640, `the picture is ${inbound.video.frameWidth} wide`);
});

await done();
