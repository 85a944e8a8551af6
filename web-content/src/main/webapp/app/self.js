import { ask, byId, showSource, tell, withToken } from './page.js';
import { Talk } from './talk.js';

const LIMIT_MS = 60_000;

/** @param onStored called when a recording is in the repository */
export function selfDemo(onStored) {
  const video = byId('self-video');
  const alert = byId('self-alert');
  const done = byId('self-done');
  let item;
  let limit;
  const talk = new Talk({ video, cover: byId('self-cover'), alert, start: byId('self-start'), stop: byId('self-stop'), facts: byId('self-facts') });
  const ended = async () => {
    clearTimeout(limit);
    if (item === undefined) {
      return;
    }
    const id = item;
    item = undefined;
    tell(done, 'The server closes the file…');
    try {
      const stored = await waitUntilStored(id);
      tell(done, 'This is the recording, played from the repository');
      video.muted = false;
      video.controls = true;
      video.src = withToken(stored);
      await video.play().catch(() => undefined);
    } catch (thrown) {
      tell(done);
      tell(alert, thrown);
    }
    onStored();
  };
  byId('self-start').addEventListener('click', async () => {
    tell(done);
    video.removeAttribute('src');
    video.controls = false;
    video.muted = true; // the own voice
    const name = `Take of ${new Date().toLocaleTimeString()}`;
    await talk.start(`demo/self/${encodeURIComponent(name)}`, {}, {
      mediaevent: ({ type, data }) => {
        if (type === 'item') {
          item = data;
          limit = setTimeout(() => void talk.stop(), LIMIT_MS);
        }
      },
      terminate: () => void ended(),
      error: () => void ended(),
    });
  });
  showSource('self-code', 'SelfRecorder');
}

async function waitUntilStored(id) {
  for (let tries = 0; tries < 40; tries++) {
    const item = await (await ask(`repository/${encodeURIComponent(id)}/info`)).json().catch(() => undefined);
    if (item?.state === 'STORED') {
      return item.url;
    }
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error('The recording is not in the repository yet; look for it below in a moment.');
}
