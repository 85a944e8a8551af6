// One camera, many viewers: WHIP in, WHEP out. The page speaks both with nothing but fetch and RTCPeerConnection.
import { ask, byId, tell } from './page.js';
import { factsOf } from './talk.js';

const FRAGMENT = 'application/trickle-ice-sdpfrag';

/** One WHIP or WHEP session: POST begins it, PATCH restarts ICE when the network changed, DELETE ends it. */
class Whip {
  constructor(url, peer, onLost) {
    Object.assign(this, { url, peer, onLost });
  }

  async begin() {
    const { peer } = this;
    await peer.setLocalDescription();
    await gathered(peer);
    const answer = await ask(this.url, {
      method: 'POST',
      headers: { 'content-type': 'application/sdp', accept: 'application/sdp' },
      body: peer.localDescription.sdp,
    });
    this.session = new URL(answer.headers.get('location'), new URL(this.url, document.baseURI));
    await peer.setRemoteDescription({ type: 'answer', sdp: await answer.text() });
    peer.addEventListener('connectionstatechange', () => void this.changed());
  }

  async changed() {
    if (this.peer.connectionState === 'failed') {
      await this.restart().catch((thrown) => this.onLost(thrown));
    }
  }

  async restart() {
    const { peer } = this;
    const before = peer.remoteDescription.sdp;
    await peer.setLocalDescription(await peer.createOffer({ iceRestart: true }));
    await gathered(peer);
    const answer = await ask(this.session, {
      method: 'PATCH',
      headers: { 'content-type': FRAGMENT, accept: FRAGMENT, 'if-match': '*' },
      body: fragmentOf(peer.localDescription.sdp),
    });
    const theirs = await answer.text();
    const line = (name) => theirs.split('\r\n').find((each) => each.startsWith(`a=${name}:`));
    const sdp = before.replace(/a=ice-ufrag:.*/g, line('ice-ufrag')).replace(/a=ice-pwd:.*/g, line('ice-pwd'));
    await peer.setRemoteDescription({ type: 'answer', sdp });
  }

  async end() {
    this.peer.close();
    if (this.session !== undefined) {
      await ask(this.session, { method: 'DELETE', keepalive: true }).catch(() => undefined); // it may be gone already
    }
  }
}

export function broadcastDemo() {
  const room = byId('broadcast-room');
  const alert = byId('broadcast-alert');
  room.value = new URLSearchParams(location.search).get('room') ?? `studio-${Math.random().toString(36).slice(2, 6)}`;
  const showLink = () => {
    const url = new URL(location.href);
    url.searchParams.set('room', room.value);
    url.hash = 'broadcast';
    byId('broadcast-link').href = url.href;
  };
  room.addEventListener('input', showLink);
  showLink();
  const publish = new Side('publish', alert, async (side) => {
    const stream = await camera();
    side.show(stream);
    const peer = new RTCPeerConnection();
    stream.getTracks().forEach((track) => peer.addTransceiver(track, { direction: 'sendonly', streams: [stream] }));
    return new Whip(`live/${encodeURIComponent(room.value)}/whip`, peer, (thrown) => side.failed(thrown));
  });
  const watch = new Side('watch', alert, (side) => {
    const stream = new MediaStream();
    const peer = new RTCPeerConnection();
    peer.addEventListener('track', ({ track }) => stream.addTrack(track));
    peer.addTransceiver('audio', { direction: 'recvonly' });
    peer.addTransceiver('video', { direction: 'recvonly' });
    side.show(stream);
    return new Whip(`live/${encodeURIComponent(room.value)}/whep`, peer, (thrown) => side.failed(thrown));
  });
  addEventListener('pagehide', () => [publish, watch].forEach((side) => void side.stop()));
}

/** One of the two halves of the demo: a video with its cover and a button that begins and ends. */
class Side {
  constructor(name, alert, open) {
    Object.assign(this, { alert, open });
    this.video = byId(`${name}-video`);
    this.cover = byId(`${name}-cover`);
    this.button = byId(`${name}-toggle`);
    this.facts = byId(`${name}-facts`);
    this.beginText = this.button.textContent;
    this.idleText = this.cover.textContent;
    this.video.addEventListener('playing', () => (this.cover.hidden = true));
    this.button.addEventListener('click', () => void (this.whip === undefined ? this.start() : this.stop()));
  }

  async start() {
    tell(this.alert);
    this.cover.textContent = 'Connecting…';
    this.button.disabled = true;
    try {
      this.whip = await this.open(this);
      await this.whip.begin();
      this.button.textContent = 'Stop';
      this.cover.textContent = 'Waiting for pictures…';
      void this.showFacts(this.whip);
    } catch (thrown) {
      await this.failed(thrown);
    }
    this.button.disabled = false;
  }

  async failed(thrown) {
    await this.stop();
    tell(this.alert, thrown);
  }

  async stop() {
    const { whip } = this;
    this.whip = undefined;
    this.video.srcObject?.getTracks().forEach((track) => track.stop());
    this.video.srcObject = null;
    this.cover.hidden = false;
    this.cover.textContent = this.idleText;
    this.button.textContent = this.beginText;
    this.facts.textContent = '';
    await whip?.end();
  }

  show(stream) {
    this.video.srcObject = stream;
  }

  async showFacts(whip) {
    while (whip === this.whip) {
      this.facts.textContent = await factsOf(whip.peer);
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  }
}

/** Camera and microphone, or a sentence that says why not. */
export async function camera() {
  if (navigator.mediaDevices === undefined) {
    throw new Error('This page may not use camera and microphone; browsers allow it on https and localhost.');
  }
  return navigator.mediaDevices.getUserMedia({ audio: true, video: { width: 1280, height: 720, frameRate: { max: 30 } } });
}

/** Ends when the offer holds all candidates, or after the time in which a usual machine has found them. */
function gathered(peer) {
  return new Promise((resolve) => {
    const look = () => peer.iceGatheringState === 'complete' && resolve();
    peer.addEventListener('icegatheringstatechange', look);
    setTimeout(resolve, 2000);
    look();
  });
}

/** User name, password and candidates of the bundled transport (RFC 8840). */
function fragmentOf(sdp) {
  const lines = sdp.split('\r\n');
  const media = lines.flatMap((line, i) => (line.startsWith('m=') ? [i] : []));
  const section = lines.slice(media[0], media[1]);
  const found = (pattern) => section.filter((line) => pattern.test(line));
  return [...found(/^a=ice-(ufrag|pwd):/), section[0], ...found(/^a=(mid|candidate):/), 'a=end-of-candidates', ''].join('\r\n');
}
