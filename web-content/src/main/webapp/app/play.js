import { drawGraph } from './graph.js';
import { byId, showSource } from './page.js';
import { Screen } from './screen.js';

export function playDemo() {
  const form = byId('play-form');
  const graph = byId('play-graph');
  const screen = new Screen({
    video: byId('play-video'),
    cover: byId('play-cover'),
    alert: byId('play-alert'),
    start: byId('play-start'),
    stop: byId('play-stop'),
  });
  screen.video.addEventListener('playing', () => void showGraph(screen.player, graph));
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    graph.hidden = true;
    await screen.play(urlOf(new FormData(form)), {
      start: () => void showGraph(screen.player, graph),
      terminate: () => (graph.hidden = true),
      error: () => (graph.hidden = true),
    });
  });
  form.addEventListener('change', () => {
    if (!screen.stopButton.disabled || !screen.video.paused) {
      form.requestSubmit();
    }
  });
  showSource('play-code', 'ClipPlayer', 'FilteredPlayer');
}

/** The plain handler is the shortest one; the other takes a filter and a format. */
function urlOf(choice) {
  const { clip, effect, format } = Object.fromEntries(choice);
  if (effect === '' && format === 'WEBM') {
    return `demo/play/${clip}`;
  }
  return `demo/filter/${effect === '' ? 'none' : effect}/${clip}?as=${format}`;
}

/** Only the handler with a filter knows the command; an unknown command would end a session. */
async function showGraph(player, place) {
  if (!player?.url.pathname.includes('/demo/filter/')) {
    return;
  }
  const answer = await player.execute('graph', '', () => undefined).catch(() => undefined);
  if (answer !== undefined && player.isActive) {
    drawGraph(place, answer);
  }
}
