// A WebRTC session with a handler on the page: own camera, what comes back, and what to say meanwhile.
import { WebRtcContent } from '../sdk/kaskado.js';
import { sdkOptions, tell } from './page.js';

export class Talk {
  constructor({ video, cover, alert, start, stop, facts }) {
    Object.assign(this, { video, cover, alert, startButton: start, stopButton: stop, facts, idleText: cover.textContent });
    this.content = undefined;
    this.video.addEventListener('playing', () => (this.cover.hidden = true));
    this.stopButton.addEventListener('click', () => this.stop());
  }

  /** Begins a session; `listeners` are put on it before. */
  async start(url, options = {}, listeners = {}) {
    await this.stop();
    tell(this.alert);
    this.cover.hidden = false;
    this.cover.classList.add('waiting');
    this.cover.textContent = 'Asking for the camera…';
    this.startButton.disabled = true;
    this.stopButton.disabled = false;
    const content = new WebRtcContent(url, { ...sdkOptions, maxFrameRate: 30, remoteVideoTag: this.video, autostart: false, ...options });
    this.content = content;
    content.on('localstream', () => (this.cover.textContent = 'Connecting…'));
    Object.entries(listeners).forEach(([event, listener]) => content.on(event, listener));
    content.on('error', (error) => this.ended(content, error));
    content.on('terminate', () => this.ended(content));
    await content.start().catch(() => undefined);
    void this.showFacts(content);
    return content;
  }

  async stop() {
    await this.content?.terminate();
  }

  ended(content, error) {
    if (content !== this.content) {
      return;
    }
    this.content = undefined;
    this.startButton.disabled = false;
    this.stopButton.disabled = true;
    this.cover.hidden = false;
    this.cover.classList.remove('waiting');
    this.cover.textContent = this.idleText;
    if (this.facts !== undefined) {
      this.facts.textContent = '';
    }
    tell(this.alert, error);
  }

  async showFacts(content) {
    while (content === this.content && content.peerConnection !== undefined && this.facts !== undefined) {
      this.facts.textContent = await factsOf(content.peerConnection);
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  }
}

/** Size, rate and codec of the picture that arrives, and the time a packet takes there and back. */
export async function factsOf(peer) {
  const entries = [...(await peer.getStats()).values()];
  const video = entries.find((entry) => entry.type === 'inbound-rtp' && entry.kind === 'video' && entry.framesDecoded > 0);
  if (video === undefined) {
    return '';
  }
  const codec = entries.find((entry) => entry.id === video.codecId)?.mimeType?.replace('video/', '') ?? '';
  const pair = entries.find((entry) => entry.type === 'candidate-pair' && entry.nominated && entry.state === 'succeeded');
  const trip = pair?.currentRoundTripTime === undefined ? '' : ` · ${Math.max(1, Math.round(pair.currentRoundTripTime * 1000))} ms there and back`;
  return `${video.frameWidth} × ${video.frameHeight} · ${Math.round(video.framesPerSecond ?? 0)} pictures per second · ${codec}${trip}`;
}
