import { KaskadoError } from './wire.js';

/** How far an upload is, in bytes of its file. */
export interface UploadProgress {
  readonly loadedBytes: number;
  readonly totalBytes: number;
}

/** One HTTP exchange that can tell how much it has sent. */
export interface Exchange {
  readonly status: number;
  readonly statusText: string;
  /** Value of an answer header or null. */
  header(name: string): string | null;
  readonly text: string;
}

/** Sends one request; fails only when there is no answer. */
export type Sender = (
  request: { readonly method: string; readonly url: string; readonly headers: Record<string, string> },
  body: Blob | FormData | null,
  onSent: (bytes: number) => void,
  signal: AbortSignal,
) => Promise<Exchange>;

/** The time limits and numbers of {@link uploadBlob}. */
export interface UploadConfig {
  readonly url: string;
  readonly signal: AbortSignal;
  /** Tries in a row without any byte of progress before the upload fails. */
  readonly retries: number;
  readonly firstRetryDelayMs: number;
  readonly onProgress: (progress: UploadProgress) => void;
}

const RESUME_INCOMPLETE = 308;
const RANGE_NOT_SATISFIABLE = 416;
const LONGEST_RETRY_DELAY_MS = 8_000;

/**
 * Uploads with PUT, whole at first: live recordings take nothing else. When the connection breaks the server is asked how much it has (`bytes *`
 * answers 308 with `Range: bytes=0-n`) and the rest is sent with `Content-Range`; a server that has a gap (416) is asked likewise.
 */
export async function uploadBlob(blob: Blob, send: Sender, config: UploadConfig): Promise<void> {
  let offset = 0;
  let attempt = 0;
  for (;;) {
    const answer = await sendFrom(offset, blob, send, config).catch((thrown: unknown) => {
      checkAborted(config.signal);
      if (isRefusal(thrown)) {
        throw thrown;
      }
      if (attempt >= config.retries) {
        throw KaskadoError.of(thrown, `The upload broke off ${attempt + 1} times, the last time with`);
      }
      return undefined;
    });
    if (answer !== undefined && answer.status < 300) {
      config.onProgress({ loadedBytes: blob.size, totalBytes: blob.size });
      return;
    }
    const known = answer === undefined ? await askOffset(blob, send, config, attempt) : offsetOf(answer);
    attempt = known > offset ? 0 : attempt + 1;
    if (attempt > config.retries) {
      throw new KaskadoError(`The server did not take the upload further than byte ${known} of ${blob.size}.`);
    }
    offset = known;
  }
}

async function sendFrom(offset: number, blob: Blob, send: Sender, config: UploadConfig): Promise<Exchange> {
  const headers: Record<string, string> = {
    'content-type': blob.type === '' ? 'application/octet-stream' : blob.type,
  };
  if (offset > 0) {
    headers['content-range'] = `bytes ${offset}-${blob.size - 1}/${blob.size}`;
  }
  const onSent = (bytes: number) =>
    config.onProgress({ loadedBytes: Math.min(offset + bytes, blob.size), totalBytes: blob.size });
  const answer = await send({ method: 'PUT', url: config.url, headers }, blob.slice(offset), onSent, config.signal);
  if (answer.status >= 300 && answer.status !== RESUME_INCOMPLETE && answer.status !== RANGE_NOT_SATISFIABLE) {
    throw refusal(answer);
  }
  return answer;
}

/** Waits, then asks how much the server has; a server that cannot be reached is asked again. */
async function askOffset(blob: Blob, send: Sender, config: UploadConfig, attempt: number): Promise<number> {
  for (let tries = attempt; ; tries++) {
    await pause(Math.min(config.firstRetryDelayMs * 2 ** tries, LONGEST_RETRY_DELAY_MS), config.signal);
    try {
      const headers = { 'content-range': `bytes */${blob.size}` };
      const answer = await send({ method: 'PUT', url: config.url, headers }, null, () => undefined, config.signal);
      return answer.status < 300 ? blob.size : offsetOf(answer);
    } catch (thrown) {
      checkAborted(config.signal);
      if (tries >= config.retries || isRefusal(thrown)) {
        throw KaskadoError.of(thrown, 'The upload broke off and the server does not answer any more');
      }
    }
  }
}

function offsetOf(answer: Exchange): number {
  if (answer.status !== RESUME_INCOMPLETE && answer.status !== RANGE_NOT_SATISFIABLE) {
    throw refusal(answer);
  }
  const range = /^bytes=0-(\d+)$/.exec(answer.header('range') ?? '');
  return range === null ? 0 : Number(range[1]) + 1;
}

/** The server's own sentence when it sent a short text, else the status line. */
export function refusal(answer: Exchange): KaskadoError {
  const text = answer.text.trim();
  const isSentence = text !== '' && text.length < 400 && !text.startsWith('<');
  const detail = isSentence ? text : answer.statusText;
  return new KaskadoError(`The server refused the upload with ${answer.status}: ${detail}`, answer.status);
}

/** An answer with an HTTP status, as opposed to no answer. */
function isRefusal(thrown: unknown): boolean {
  return thrown instanceof KaskadoError && thrown.code > 0;
}

function checkAborted(signal: AbortSignal): void {
  if (signal.aborted) {
    throw new KaskadoError('The upload was cancelled.');
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
  checkAborted(signal);
}

/** Sends by XMLHttpRequest, the only way by which browsers tell how much of a body has left. */
export const sendByXhr: Sender = (request, body, onSent, signal) =>
  new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    const onAbort = () => xhr.abort();
    xhr.open(request.method, request.url);
    for (const [name, value] of Object.entries(request.headers)) {
      xhr.setRequestHeader(name, value);
    }
    xhr.upload.onprogress = (event) => onSent(event.loaded);
    xhr.onload = () =>
      resolve({
        status: xhr.status,
        statusText: xhr.statusText,
        text: xhr.responseText,
        header: (name) => xhr.getResponseHeader(name),
      });
    xhr.onerror = () => reject(new KaskadoError('the connection broke'));
    xhr.onabort = () => reject(new KaskadoError('The upload was cancelled.'));
    xhr.onloadend = () => signal.removeEventListener('abort', onAbort);
    signal.addEventListener('abort', onAbort);
    xhr.send(body);
  });
