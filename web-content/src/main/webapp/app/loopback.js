import { drawGraph } from './graph.js';
import { byId, showSource } from './page.js';
import { Talk } from './talk.js';

export function loopbackDemo() {
  const form = byId('loopback-form');
  const graph = byId('loopback-graph');
  const talk = new Talk({
    video: byId('loopback-video'),
    cover: byId('loopback-cover'),
    alert: byId('loopback-alert'),
    start: byId('loopback-start'),
    stop: byId('loopback-stop'),
    facts: byId('loopback-facts'),
  });
  talk.video.addEventListener('playing', () => void showGraph(talk.content, graph));
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    graph.hidden = true;
    const { mirror } = Object.fromEntries(new FormData(form));
    await talk.start(`demo/loopback/${mirror}`, { localVideoTag: byId('loopback-local') }, {
      terminate: () => (graph.hidden = true),
      error: () => (graph.hidden = true),
    });
  });
  form.addEventListener('change', () => {
    if (talk.content !== undefined) {
      form.requestSubmit();
    }
  });
  showSource('loopback-code', 'Loopback');
}

async function showGraph(content, place) {
  const answer = await content?.execute('graph', '', () => undefined).catch(() => undefined);
  if (answer !== undefined && content.isActive) {
    drawGraph(place, answer);
  }
}
