import { ask, byId, bytes, duration, element, tell, withToken } from './page.js';

const REFRESH_MS = 1500;

/** Gives back a function that reads the list again. */
export function repositoryDemo() {
  const search = byId('repository-search');
  const place = {
    alert: byId('repository-alert'),
    count: byId('repository-count'),
    items: byId('repository-items'),
  };
  let timer;
  const refresh = async () => {
    clearTimeout(timer);
    try {
      const query = search.value.trim();
      const answer = await ask(`repository?limit=60${query === '' ? '' : `&text=${encodeURIComponent(query)}`}`);
      const page = await answer.json();
      show(page, place, refresh);
      tell(place.alert);
      if (page.items.some(isPending)) {
        timer = setTimeout(refresh, REFRESH_MS);
      }
    } catch (thrown) {
      tell(place.alert, thrown);
    }
  };
  search.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(refresh, 250);
  });
  byId('repository-refresh').addEventListener('click', refresh);
  byId('repository-player').addEventListener('close', () => {
    const video = byId('repository-video');
    video.removeAttribute('src');
    video.load();
  });
  byId('repository-video').addEventListener('error', (event) => {
    if (event.target.getAttribute('src') !== null) {
      tell(byId('repository-video-alert'), `The browser cannot play this: ${event.target.error?.message ?? 'unknown format'}`);
    }
  });
  void refresh();
  return refresh;
}

function isPending({ state, inspection }) {
  return state === 'STORING' || inspection === 'PENDING';
}

function show({ items, total }, place, refresh) {
  place.count.textContent = total === 1 ? '1 item' : `${total} items`;
  place.items.replaceChildren(...items.map((item) => card(item, place, refresh)));
}

function card(item, place, refresh) {
  const name = item.metadata.name ?? item.id;
  const disabled = item.state !== 'STORED';
  const picture = item.poster
    ? element('img', { src: withToken(item.poster), alt: `First picture of ${name}`, loading: 'lazy' })
    : element('span', {}, isPending(item) ? 'Looking into the file…' : 'No picture');
  const play = () => open(item, name);
  const remove = async () => {
    try {
      await ask(`repository/${encodeURIComponent(item.id)}`, { method: 'DELETE' });
    } catch (thrown) {
      tell(place.alert, thrown);
    }
    await refresh();
  };
  return element(
    'li',
    { class: 'item' },
    element('button', { class: 'poster', type: 'button', onclick: play, 'aria-label': `Play ${name}`, disabled }, picture),
    element(
      'div',
      { class: 'about' },
      element('h3', {}, name),
      element('p', { class: 'quiet' }, facts(item)),
      element('p', { class: 'quiet' }, (item.media?.tracks ?? []).map(track).join(' · ')),
      element(
        'div',
        { class: 'buttons' },
        element('button', { type: 'button', onclick: play, disabled }, 'Play'),
        element('button', { type: 'button', onclick: remove, 'aria-label': `Delete ${name}` }, 'Delete'),
      ),
    ),
  );
}

function facts(item) {
  const known = [bytes(item.contentLength)];
  if (item.media?.durationMs > 0) {
    known.push(duration(item.media.durationMs));
  }
  if (item.media) {
    known.push(item.media.format);
  }
  if (item.state !== 'STORED') {
    known.push(item.state.toLowerCase());
  }
  return known.join(' · ');
}

function track({ kind, codec, width, height, sampleRateHz, channels }) {
  return kind.toLowerCase() === 'video'
    ? `${codec} ${width}×${height}`
    : `${codec} ${sampleRateHz / 1000} kHz ${channels === 1 ? 'mono' : channels === 2 ? 'stereo' : `${channels} channels`}`;
}

function open(item, name) {
  tell(byId('repository-video-alert'));
  byId('repository-playing').textContent = name;
  byId('repository-video').src = withToken(item.url);
  byId('repository-player').showModal();
}
