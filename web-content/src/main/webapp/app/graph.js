// Draws the pipeline that a handler reports as DOT text: boxes in the order in which media flows.
import { element } from './page.js';

/** Puts the graph into its place; a text without edges hides it. */
export function drawGraph(place, dot) {
  const edges = [...dot.matchAll(/^\s*"?([\w.$:/-]+)"?\s*->\s*"?([\w.$:/-]+)"?/gm)].map(([, from, to]) => [from, to]);
  const labels = labelsOf(dot);
  const order = inOrder(edges);
  place.hidden = order.length === 0;
  place.replaceChildren(...order.flatMap((id, i) => nodes(labels.get(id) ?? id, i > 0)));
  place.setAttribute('aria-label', `Pipeline: ${order.map((id) => labels.get(id) ?? id).join(', then ')}.`);
}

function labelsOf(dot) {
  const found = dot.matchAll(/^\s*"?([\w.$:/-]+)"?\s*\[[^\]]*?label\s*=\s*"([^"]*)"/gm);
  return new Map([...found].map(([, id, label]) => [id, label.split('\\n')[0]]));
}

function nodes(label, withArrow) {
  const inserted = /^(?:decode|encode|resample|scale)/i.test(label);
  const node = element('span', { class: inserted ? 'node inserted' : 'node' }, label);
  return withArrow ? [element('span', { class: 'arrow', 'aria-hidden': 'true' }, '→'), node] : [node];
}

/** Sources first: each node after all that feed it. */
function inOrder(edges) {
  const all = new Set(edges.flat());
  const order = [];
  const visit = (id, path) => {
    if (!order.includes(id) && !path.has(id)) {
      for (const [from] of edges.filter(([, to]) => to === id)) {
        visit(from, new Set([...path, id]));
      }
      order.push(id);
    }
  };
  all.forEach((id) => visit(id, new Set()));
  return order;
}
