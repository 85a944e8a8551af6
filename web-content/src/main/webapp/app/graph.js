// Draws the pipeline that a handler reports as DOT text: elements in the order in which media flows, and on the arrows
// what flows and where it is converted.
import { element } from './page.js';

const TEXT = '"((?:[^"\\\\]|\\\\.)*)"';
const NODE = new RegExp(`^\\s*${TEXT}\\s*\\[label=${TEXT}`, 'gm');
const EDGE = new RegExp(`^\\s*${TEXT}\\s*->\\s*${TEXT}(?:\\s*\\[label=${TEXT})?`, 'gm');

/** Puts the graph into its place; a text without links hides it. */
export function drawGraph(place, dot) {
  const labels = new Map([...dot.matchAll(NODE)].map(([, id, label]) => [id, firstLine(label)]));
  const edges = [...dot.matchAll(EDGE)].map(([, from, to, label]) => ({ from, to, label: label ?? '' }));
  const name = (id) => labels.get(id) ?? id;
  const order = withReturn(inOrder(edges), edges, name);
  place.hidden = order.length === 0;
  place.replaceChildren(...order.flatMap((id, i) => [...arrows(edges, order[i - 1], id), element('span', { class: 'node' }, name(id))]));
  const carried = edges.map(({ from, to, label }) => `${name(from)} to ${name(to)}: ${label}`);
  place.setAttribute('aria-label', `Pipeline: ${order.map(name).join(', then ')}. ${carried.join('; ')}.`);
}

function firstLine(label) {
  return label.split('\\n')[0].replace(/^.*\./, '');
}

/** The arrow between two neighbours, with what flows there; converted media stand out. */
function arrows(edges, from, to) {
  if (from === undefined) {
    return [];
  }
  const between = edges.filter((edge) => edge.from === from && edge.to === to && edge.label !== 'DATA');
  const carried = between.map(({ label }) => element('small', { class: label.includes('→') ? 'converted' : 'carried' }, label.toLowerCase()));
  return [element('span', { class: 'arrow' }, ...carried, element('span', { class: 'line', 'aria-hidden': 'true' }))];
}

/** What flows back to where it came from, as in a loopback, begins and ends with the endpoint. */
function withReturn(order, edges, name) {
  const first = order.findIndex((id) => name(id).endsWith('Endpoint'));
  const isRing = order.length > 1 && edges.some(({ from, to }) => from === order.at(-1) && to === order[0]);
  return isRing && first >= 0 ? [...order.slice(first), ...order.slice(0, first + 1)] : order;
}

/** Sources first: each element after all that feed it. */
function inOrder(edges) {
  const all = new Set(edges.flatMap(({ from, to }) => [from, to]));
  const order = [];
  const visit = (id, path) => {
    if (!order.includes(id) && !path.has(id)) {
      edges.filter(({ to }) => to === id).forEach(({ from }) => visit(from, new Set([...path, id])));
      order.push(id);
    }
  };
  all.forEach((id) => visit(id, new Set()));
  return order;
}
