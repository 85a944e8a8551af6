import { retryDelayMs, Transport, TransportConfig, TransportSink, withTimeLimit } from './transport.js';
import { decodeMessage, encodeRequest, EventBundle, INVALID_PARAMS, KaskadoError } from './wire.js';

interface Waiting {
  resolve(result: unknown): void;
  reject(error: KaskadoError): void;
}

/** JSON-RPC over a WebSocket at the handler's own URL; events are pushed. A broken connection is opened again. */
export class SocketTransport implements Transport {
  readonly kind = 'websocket';
  private readonly waiting = new Map<number, Waiting>();
  private socket: WebSocket | undefined;
  private sessionId: string | undefined;
  private nextId = 1;
  private closed = false;
  private retryTimer: ReturnType<typeof setTimeout> | undefined;

  private constructor(
    private readonly config: TransportConfig,
    private readonly sink: TransportSink,
  ) {}

  /** Opens the connection; fails with a {@link KaskadoError} when that does not work the first time. */
  static async open(config: TransportConfig, sink: TransportSink): Promise<SocketTransport> {
    const transport = new SocketTransport(config, sink);
    try {
      await transport.connect();
    } catch (thrown) {
      transport.close();
      throw KaskadoError.of(thrown, 'No WebSocket');
    }
    return transport;
  }

  async request(method: string, params: object): Promise<unknown> {
    const socket = this.socket;
    if (this.closed || socket === undefined || socket.readyState !== WebSocket.OPEN) {
      throw new KaskadoError(`'${method}' was not sent: the connection to the server is interrupted.`);
    }
    const id = this.nextId++;
    const answer = new Promise<unknown>((resolve, reject) => this.waiting.set(id, { resolve, reject }));
    socket.send(encodeRequest(id, method, params));
    try {
      return await withTimeLimit(answer, this.config.requestTimeoutMs, `'${method}'`);
    } finally {
      this.waiting.delete(id);
    }
  }

  listen(sessionId: string): void {
    this.sessionId = sessionId;
  }

  close(): void {
    if (this.closed) {
      return;
    }
    this.closed = true;
    clearTimeout(this.retryTimer);
    this.socket?.close(1000);
    this.failWaiting(new KaskadoError('The session was closed on this side.'));
  }

  private async connect(): Promise<void> {
    const socket = new WebSocket(socketUrl(this.config));
    this.socket = socket;
    socket.onmessage = (message) => this.received(String(message.data));
    const opened = new Promise<void>((resolve, reject) => {
      socket.onopen = () => resolve();
      socket.onclose = (event) => reject(new KaskadoError(closeSentence(event)));
    });
    try {
      await withTimeLimit(opened, this.config.requestTimeoutMs, 'The WebSocket handshake');
    } catch (thrown) {
      this.abandonSocket();
      throw thrown;
    }
    socket.onclose = (event) => this.interrupted(event);
  }

  private received(text: string): void {
    try {
      const message = decodeMessage(text);
      if (message.kind === 'event') {
        this.sink.onEvents(message.events);
      } else if (message.kind === 'error') {
        this.waiting.get(Number(message.id))?.reject(message.error);
      } else {
        this.waiting.get(Number(message.id))?.resolve(message.result);
      }
    } catch (thrown) {
      console.warn('Kaskado: a message of the server was not understood.', thrown);
    }
  }

  private interrupted(event: CloseEvent): void {
    this.failWaiting(new KaskadoError(closeSentence(event)));
    if (this.closed || this.sessionId === undefined) {
      return;
    }
    this.sink.onConnected(false);
    this.retryLater(0, closeSentence(event));
  }

  private retryLater(attempt: number, why: string): void {
    if (attempt >= this.config.retries) {
      this.sink.onLost(new KaskadoError(`${why} ${attempt} tries to connect again failed.`));
      return;
    }
    this.retryTimer = setTimeout(() => void this.retry(attempt, why), retryDelayMs(this.config, attempt));
  }

  /** A session outlives its connection: the first poll on the new one takes the events over to it. */
  private async retry(attempt: number, why: string): Promise<void> {
    try {
      await this.connect();
      const events = (await this.request('poll', { sessionId: this.sessionId })) as EventBundle;
      this.sink.onConnected(true);
      this.sink.onEvents(events);
    } catch (thrown) {
      const error = KaskadoError.of(thrown, 'Connecting again failed');
      if (this.closed) {
        return;
      }
      if (error.code === INVALID_PARAMS) {
        this.sink.onLost(error);
      } else {
        this.abandonSocket();
        this.retryLater(attempt + 1, why);
      }
    }
  }

  private abandonSocket(): void {
    if (this.socket !== undefined) {
      this.socket.onclose = null;
      this.socket.close();
      this.socket = undefined;
    }
  }

  private failWaiting(error: KaskadoError): void {
    for (const waiting of this.waiting.values()) {
      waiting.reject(error);
    }
    this.waiting.clear();
  }
}

function socketUrl(config: TransportConfig): string {
  const url = new URL(config.url);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  if (config.accessToken !== undefined) {
    url.searchParams.set('access_token', config.accessToken);
  }
  return url.href;
}

function closeSentence(event: CloseEvent): string {
  const reason = event.reason === '' ? '' : `: ${event.reason}`;
  return `The connection to the server was closed (${event.code}${reason}).`;
}
