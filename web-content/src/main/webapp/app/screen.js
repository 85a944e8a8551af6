// A video with a cover: says what is going on until frames arrive.
import { ContentPlayer } from '../sdk/kaskado.js';
import { sdkOptions, tell } from './page.js';

export class Screen {
  constructor({ video, cover, alert, start, stop }) {
    Object.assign(this, { video, cover, alert, startButton: start, stopButton: stop, idleText: cover.textContent });
    this.player = undefined;
    this.video.volume = 0.5;
    this.stopButton.addEventListener('click', () => this.stop());
    this.video.addEventListener('playing', () => (this.cover.hidden = true));
  }

  /** Plays what a handler gives; `listeners` are put on the player before it starts. */
  async play(url, listeners = {}) {
    await this.stop();
    tell(this.alert);
    this.waiting('The server prepares the media…');
    const player = new ContentPlayer(url, { ...sdkOptions, remoteVideoTag: this.video, autostart: false });
    this.player = player;
    for (const [event, listener] of Object.entries(listeners)) {
      player.on(event, listener);
    }
    player.on('error', (error) => this.ended(player, error));
    player.on('terminate', (reason) => this.ended(player, undefined, reason));
    player.on('disconnected', () => tell(this.alert, 'The connection to the server broke; it is tried again.'));
    player.on('reconnected', () => tell(this.alert));
    await player.start().catch(() => undefined);
    return player;
  }

  async stop() {
    await this.player?.terminate();
  }

  waiting(text) {
    this.cover.hidden = false;
    this.cover.classList.add('waiting');
    this.cover.textContent = text;
    this.startButton.disabled = true;
    this.stopButton.disabled = false;
  }

  /** The server may be ready with sending long before the browser is ready with playing: the picture stays. */
  ended(player, error) {
    if (player !== this.player) {
      return;
    }
    this.player = undefined;
    this.startButton.disabled = false;
    this.stopButton.disabled = true;
    const plays = error === undefined && this.video.currentSrc !== '' && this.video.getAttribute('src') !== null;
    if (!plays) {
      this.cover.hidden = false;
      this.cover.classList.remove('waiting');
      this.cover.textContent = this.idleText;
    }
    tell(this.alert, error);
  }
}
