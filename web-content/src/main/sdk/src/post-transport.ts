import { retryDelayMs, Transport, TransportConfig, TransportSink } from './transport.js';
import { decodeMessage, encodeRequest, EventBundle, INVALID_PARAMS, KaskadoError } from './wire.js';

/** A server holds a poll for some seconds, so that polls get more time than other requests. */
const POLL_LIMIT_MS = 90_000;

/** JSON-RPC by POST; events come by long polls, one at a time. */
export class PostTransport implements Transport {
  readonly kind = 'post';
  private readonly aborter = new AbortController();
  private nextId = 1;
  private polling = false;

  constructor(
    private readonly config: TransportConfig,
    private readonly sink: TransportSink,
  ) {}

  async request(method: string, params: object): Promise<unknown> {
    return this.post(method, params, this.config.requestTimeoutMs);
  }

  listen(sessionId: string): void {
    if (!this.polling) {
      this.polling = true;
      void this.pollUntilClosed(sessionId);
    }
  }

  close(): void {
    this.aborter.abort();
  }

  private async post(method: string, params: object, limitMs: number): Promise<unknown> {
    const headers: Record<string, string> = { 'content-type': 'application/json', accept: 'application/json' };
    if (this.config.accessToken !== undefined) {
      headers['authorization'] = `Bearer ${this.config.accessToken}`;
    }
    const limit = AbortSignal.timeout(limitMs);
    let response: Response;
    let text: string;
    try {
      response = await fetch(this.config.url, {
        method: 'POST',
        headers,
        body: encodeRequest(this.nextId++, method, params),
        signal: anyOf(this.aborter.signal, limit),
      });
      text = await response.text();
    } catch (thrown) {
      throw this.failure(method, limit, limitMs, thrown);
    }
    return answerOf(response, text);
  }

  private failure(method: string, limit: AbortSignal, limitMs: number, thrown: unknown): KaskadoError {
    if (this.aborter.signal.aborted) {
      return new KaskadoError(`'${method}' was given up because the session was closed on this side.`);
    }
    if (limit.aborted) {
      return new KaskadoError(`'${method}' was not answered within ${limitMs} ms.`);
    }
    return KaskadoError.of(thrown, `'${method}' did not reach ${this.config.url.origin}`);
  }

  private async pollUntilClosed(sessionId: string): Promise<void> {
    let failures = 0;
    while (!this.aborter.signal.aborted) {
      try {
        const events = (await this.post('poll', { sessionId }, POLL_LIMIT_MS)) as EventBundle;
        if (failures > 0) {
          failures = 0;
          this.sink.onConnected(true);
        }
        if (!this.aborter.signal.aborted) {
          this.sink.onEvents({ ...events, sessionId });
        }
      } catch (thrown) {
        if (!(await this.mayRetry(KaskadoError.of(thrown, 'poll failed'), failures++))) {
          return;
        }
      }
    }
  }

  private async mayRetry(error: KaskadoError, failures: number): Promise<boolean> {
    if (this.aborter.signal.aborted) {
      return false;
    }
    if (error.code === INVALID_PARAMS || failures >= this.config.retries) {
      this.sink.onLost(error);
      return false;
    }
    if (failures === 0) {
      this.sink.onConnected(false);
    }
    await new Promise((resolve) => setTimeout(resolve, retryDelayMs(this.config, failures)));
    return true;
  }
}

/** Characters of a refusal in plain text that are shown. */
const LONGEST_REFUSAL = 500;

/** Old browsers lack `AbortSignal.any`. */
function anyOf(...signals: AbortSignal[]): AbortSignal {
  const joined = new AbortController();
  for (const signal of signals) {
    if (signal.aborted) {
      joined.abort(signal.reason);
    }
    signal.addEventListener('abort', () => joined.abort(signal.reason), { once: true, signal: joined.signal });
  }
  return joined.signal;
}

function answerOf(response: Response, text: string): unknown {
  const type = response.headers.get('content-type') ?? '';
  if (!response.ok && type.startsWith('text/plain') && text.trim() !== '') {
    const sentence = text.trim().slice(0, LONGEST_REFUSAL); // such as what token this server wants
    throw new KaskadoError(`The server answered ${response.status}: ${sentence}`, -32000, response.status);
  }
  if (!type.includes('json')) {
    throw new KaskadoError(
      `The server answered ${response.status} ${response.statusText} instead of JSON-RPC. Is there a content handler ` +
        'with control protocol at this address?',
      -32000,
      response.status,
    );
  }
  const message = decodeMessage(text);
  if (message.kind === 'error') {
    throw message.error;
  }
  if (message.kind === 'event') {
    throw new KaskadoError('The server answered a request with an event.');
  }
  return message.result;
}
