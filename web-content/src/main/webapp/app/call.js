// A call of many: one session sends the own camera, and one for each other member shows theirs.
import { WebRtcContent } from '../sdk/kaskado.js';
import { byId, element, sdkOptions, showSource, tell } from './page.js';

export function callDemo() {
  const form = byId('call-form');
  const alert = byId('call-alert');
  let call;
  byId('call-room').value = new URLSearchParams(location.search).get('call') ?? 'office';
  byId('call-name').value = `guest-${Math.random().toString(36).slice(2, 5)}`;
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const { room, name } = Object.fromEntries(new FormData(form));
    tell(alert);
    call = new Call(room, name, (error) => {
      tell(alert, error);
      joined(false);
    });
    joined(true);
    await call.join();
  });
  byId('call-leave').addEventListener('click', () => void call?.leave());
  byId('call-chat').addEventListener('submit', (event) => {
    event.preventDefault();
    const field = byId('call-text');
    void call?.say(field.value).catch((thrown) => tell(alert, thrown));
    field.value = '';
  });
  addEventListener('pagehide', () => void call?.leave());
  showSource('call-code', 'GroupCall', 'CallRooms');
}

function joined(isJoined) {
  byId('call-join').disabled = isJoined;
  byId('call-leave').disabled = !isJoined;
  byId('call-chat').hidden = !isJoined;
  byId('call-cover').hidden = isJoined;
  if (!isJoined) {
    byId('call-tiles').replaceChildren();
  } else {
    byId('call-said').replaceChildren();
  }
}

class Call {
  constructor(room, name, onEnd) {
    Object.assign(this, { room, name, onEnd, others: new Map() });
  }

  async join() {
    const video = tile(`${this.name} (you)`);
    video.muted = true;
    this.own = new WebRtcContent(`demo/call/${this.room}/${this.name}`, {
      ...sdkOptions, audio: 'sendonly', video: 'sendonly', maxFrameRate: 30, localVideoTag: video, autostart: false,
    });
    this.own.on('mediaevent', ({ type, data }) => (type === 'members' ? this.changed(data.split(',')) : said(data)));
    this.own.on('error', (error) => this.ended(error));
    this.own.on('terminate', () => this.ended());
    await this.own.start().catch(() => undefined);
  }

  async leave() {
    await this.own?.terminate();
  }

  async say(text) {
    if (text.trim() !== '') {
      await this.own.execute('say', text);
    }
  }

  /** Opens a session for each who came, ends it for each who left. */
  changed(members) {
    for (const [name, { content, video }] of this.others) {
      if (!members.includes(name)) {
        this.others.delete(name);
        video.closest('figure').remove();
        void content.terminate();
      }
    }
    for (const name of members) {
      if (name !== this.name && !this.others.has(name)) {
        this.others.set(name, this.watch(name));
      }
    }
  }

  watch(name) {
    const video = tile(name);
    const content = new WebRtcContent(`demo/call/${this.room}/${this.name}/${name}`, {
      ...sdkOptions, audio: 'recvonly', video: 'recvonly', remoteVideoTag: video,
    });
    content.on('error', () => undefined); // who is watched may just have left
    return { content, video };
  }

  ended(error) {
    this.others.forEach(({ content }) => void content.terminate());
    this.others.clear();
    this.onEnd(error);
  }
}

function tile(name) {
  const video = element('video', { playsinline: '', autoplay: '', 'aria-label': `Camera of ${name}` });
  byId('call-tiles').append(element('figure', {}, video, element('figcaption', {}, name)));
  return video;
}

function said(text) {
  const list = byId('call-said');
  const [name, ...rest] = text.split(': ');
  list.append(element('li', {}, rest.join(': '), element('small', {}, name)));
  list.lastElementChild.scrollIntoView({ block: 'nearest' });
}
