// Small things that every demo of the page uses.

/** An element by its id; the page is wrong when it is missing. */
export function byId(id) {
  const found = document.getElementById(id);
  if (found === null) {
    throw new Error(`The page has no element '${id}'.`);
  }
  return found;
}

/** Makes an element with text and children. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key in made && typeof value !== 'string') {
      made[key] = value;
    } else {
      made.setAttribute(key, value);
    }
  }
  made.append(...children);
  return made;
}

/** Shows an error as a sentence, or hides the place again. */
export function tell(place, message) {
  place.hidden = message === undefined;
  place.textContent = message === undefined ? '' : sentence(message);
}

function sentence(error) {
  const text = (error instanceof Error ? error.message : String(error)).trim();
  const begun = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?…]$/.test(begun) ? begun : `${begun}.`;
}

/** Bytes for people. */
export function bytes(count) {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = count;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 ? value : value.toFixed(value < 10 ? 1 : 0)} ${units[unit]}`;
}

/** Milliseconds as minutes and seconds. */
export function duration(ms) {
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** The token of `?access_token=…` of this page, for servers that ask for one. */
export const accessToken = new URLSearchParams(location.search).get('access_token') ?? undefined;

/** Options for the SDK that every demo needs. */
export const sdkOptions = accessToken === undefined ? {} : { accessToken };

/** fetch with the token of the page; an answer that is not 2xx is an error with the server's sentence. */
export async function ask(url, options = {}) {
  const headers = { accept: 'application/json', ...options.headers };
  if (accessToken !== undefined) {
    headers.authorization = `Bearer ${accessToken}`;
  }
  let response;
  try {
    response = await fetch(url, { ...options, headers });
  } catch {
    throw new Error('The server cannot be reached. Is it still running?');
  }
  if (!response.ok) {
    throw new Error(await refusalText(response));
  }
  return response;
}

async function refusalText(response) {
  const text = (await response.text()).trim();
  try {
    const { error, message } = JSON.parse(text);
    return error?.message ?? message ?? error ?? `The server answered ${response.status}`;
  } catch {
    const isSentence = text !== '' && text.length < 300 && !text.startsWith('<');
    return isSentence ? text : `The server answered ${response.status} ${response.statusText}`;
  }
}

/** Media URLs that need the page's token get it; those with an unguessable token of their own do not mind. */
export function withToken(url) {
  if (accessToken === undefined) {
    return url;
  }
  const full = new URL(url, document.baseURI);
  full.searchParams.set('access_token', accessToken);
  return full.href;
}

/** Puts the source text of handlers into the page when its place is opened. */
export function showSource(id, ...classes) {
  const place = byId(id);
  place.closest('details').addEventListener('toggle', async () => {
    if (place.textContent === '') {
      place.textContent = 'Loading…';
      try {
        const texts = await Promise.all(classes.map(async (name) => (await ask(`demo/source/${name}.java`)).text()));
        place.textContent = texts.map(withoutImports).join('\n\n');
      } catch (thrown) {
        place.textContent = `${thrown.message}`;
      }
    }
  });
}

function withoutImports(source) {
  return source.replace(/^(?:package|import) .*\n/gm, '').trim();
}
