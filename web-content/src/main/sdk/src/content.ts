import { Emitter } from './emitter.js';
import { PostTransport } from './post-transport.js';
import { SocketTransport } from './socket-transport.js';
import { Transport, TransportConfig, TransportKind, TransportSink } from './transport.js';
import {
  Constraint,
  constraintOf,
  ControlEvent,
  EventBundle,
  ExecuteResult,
  KaskadoError,
  MediaEvent,
  Reason,
  StartResult,
} from './wire.js';

/** Options that every content class takes. */
export interface ContentOptions {
  /** What the browser does with sound; the default depends on the class. */
  audio?: Constraint;
  /** What the browser does with pictures; the default depends on the class. */
  video?: Constraint;
  /** Start at once (true, the default) or when `start()` is called. */
  autostart?: boolean;
  /** How to reach the server; `auto` (default) takes a WebSocket and falls back to POST with long polls. */
  transport?: TransportKind;
  /** Bearer token for servers with `kaskado.access=token`. */
  accessToken?: string;
  /** Time limit of one request in milliseconds, default 30000. */
  requestTimeoutMs?: number;
  /** How often a broken connection is tried again before the session is given up, default 10. */
  retries?: number;
  /** Older spelling of `accessToken`. */
  access_token?: string;
  /** Older spelling of `requestTimeoutMs`. */
  request_timeout?: number;
}

/** Events of every content class. */
export interface ContentEvents {
  /** Negotiation is done; events follow. */
  start: void;
  /** The handler published something. */
  mediaevent: MediaEvent;
  /** A command was answered. */
  execute: string | undefined;
  /** The session ended without an error. */
  terminate: Reason;
  /** Something failed. When the session ended by it, `terminate` does not follow. */
  error: KaskadoError;
  /** The connection to the server broke; it is tried again. */
  disconnected: void;
  /** The connection to the server is there again. */
  reconnected: void;
}

/** Called by `execute` in the manner of Node. */
export type ExecuteCallback = (error: KaskadoError | null, result?: string) => void;

type State = 'idle' | 'starting' | 'active' | 'ended';

/** Who ended a session: this page, the server without an error, or an error on either side. */
export type EndCause = 'client' | 'server' | 'error';

/** The client ended the session. */
export const REASON_USER_ENDED_SESSION: Reason = { code: 1, message: 'User ended session' };
/** The server ended the session and gave no reason. */
export const REASON_SERVER_ENDED_SESSION: Reason = { code: 2, message: 'Server ended session' };

/**
 * One session with a content handler. It starts, carries commands there and events here, and ends; after its end
 * the same object can be started again and is then a new session.
 */
export abstract class Content<E extends ContentEvents = ContentEvents> extends Emitter<E> {
  static readonly REASON_USER_ENDED_SESSION = REASON_USER_ENDED_SESSION;
  static readonly REASON_SERVER_ENDED_SESSION = REASON_SERVER_ENDED_SESSION;

  protected readonly constraints: { readonly audio: Constraint; readonly video: Constraint };
  private readonly config: TransportConfig;
  private readonly transportKind: TransportKind;
  private transport: Promise<Transport> | undefined;
  private state: State = 'idle';
  private id: string | null = null;
  private starting: Promise<void> = Promise.resolve();
  private finished: Promise<void> = Promise.resolve();
  private markFinished: () => void = () => undefined;

  /** @param url address of the handler with the content id, e.g. `player/clip`; relative ones count from the page */
  protected constructor(url: string | URL, options: ContentOptions, usual: Constraint) {
    super();
    this.constraints = {
      audio: constraintOf('audio', options.audio, usual),
      video: constraintOf('video', options.video, usual),
    };
    if (this.constraints.audio === 'inactive' && this.constraints.video === 'inactive') {
      throw new RangeError("Options 'audio' and 'video' are both 'inactive'; at least one must not be.");
    }
    this.config = {
      url: new URL(url, globalThis.document?.baseURI),
      accessToken: options.accessToken ?? options.access_token,
      requestTimeoutMs: options.requestTimeoutMs ?? options.request_timeout ?? 30_000,
      retries: options.retries ?? 10,
      firstRetryDelayMs: 250,
      longestRetryDelayMs: 8_000,
    };
    this.transportKind = options.transport ?? 'auto';
    if (options.autostart ?? true) {
      queueMicrotask(() => void this.whenActive().catch(() => undefined));
    }
  }

  /** Address of the handler. */
  get url(): URL {
    return this.config.url;
  }

  /** Id of the session; null until the server gave one. */
  get sessionId(): string | null {
    return this.id;
  }

  /** True between the server's answer to `start` and the end of the session. */
  get isActive(): boolean {
    return this.state === 'active';
  }

  /** Resolves when the session that is under way has ended, at once when there is none. */
  get ended(): Promise<void> {
    return this.finished;
  }

  /** How the server is reached, or undefined while there is no connection. */
  async connection(): Promise<'websocket' | 'post' | undefined> {
    return (await this.transport)?.kind;
  }

  /** Starts the session. Fails (and emits `error`) when the server rejects it or cannot be reached. */
  start(): Promise<void> {
    if (this.state === 'starting' || this.state === 'active') {
      return Promise.reject(new KaskadoError('The session was started already.'));
    }
    this.state = 'starting';
    this.finished = new Promise((resolve) => (this.markFinished = resolve));
    this.starting = this.negotiate();
    this.starting.catch(() => undefined); // told by the event `error` too: callers need not look at the promise
    return this.starting;
  }

  /** Sends a command to the handler; may be used before `start` and then makes the session. */
  async execute(type: string, data: string = '', callback?: ExecuteCallback): Promise<string | undefined> {
    if (this.state === 'ended') {
      this.state = 'idle';
    }
    try {
      const params = this.withSession({ command: { type, data } });
      const result = (await this.request('execute', params)) as ExecuteResult;
      this.adopt(result.sessionId);
      await this.listen();
      this.emit('execute', result.commandResult as never);
      callback?.(null, result.commandResult);
      return result.commandResult;
    } catch (thrown) {
      const error = KaskadoError.of(thrown, `The command '${type}' failed`);
      callback?.(error);
      if (callback === undefined) {
        this.emit('error', error as never);
      }
      throw error;
    }
  }

  /** Ends the session. Calling it without one is silence. */
  async terminate(reason: Reason = REASON_USER_ENDED_SESSION): Promise<void> {
    if (this.state === 'starting') {
      await this.starting.catch(() => undefined);
    }
    const sessionId = this.id;
    if (sessionId === null) {
      return;
    }
    const connected = this.transport;
    this.finish('client');
    this.emit('terminate', reason as never);
    try {
      await (await connected)?.request('terminate', { sessionId, reason });
    } catch (thrown) {
      console.debug('Kaskado: the server was not told about the end of the session.', thrown);
    } finally {
      (await connected?.catch(() => undefined))?.close();
    }
  }

  /** Parameters of `start` beside the session id. */
  protected async startParams(): Promise<object> {
    return { constraints: this.constraints };
  }

  /** What to do with the server's answer before `start` is emitted. */
  protected abstract onStarted(result: StartResult): Promise<void>;

  /** The session is over; devices and elements go back. Called once per session. */
  protected onEnded(_cause: EndCause): void {}

  /** Resolves when the session runs: at once, after the start that is under way, or after one made now. */
  protected async whenActive(): Promise<void> {
    if (this.state === 'starting') {
      await this.starting;
    } else if (this.state !== 'active') {
      await this.start();
    }
  }

  /** Ends the session on this side because of an error, tells the listeners, and gives the error back. */
  protected fail(error: KaskadoError): KaskadoError {
    this.disconnectAfter(() => this.finish('error'));
    if (!this.emit('error', error as never)) {
      console.error('Kaskado:', error);
    }
    return error;
  }

  private disconnectAfter(finish: () => void): void {
    const connected = this.transport;
    finish();
    void connected?.then((transport) => transport.close()).catch(() => undefined);
  }

  private async negotiate(): Promise<void> {
    try {
      const params = await this.startParams();
      const result = (await this.request('start', this.withSession(params))) as StartResult;
      if (result.rejected !== undefined) {
        throw new KaskadoError(result.rejected.message, result.rejected.code);
      }
      this.adopt(result.sessionId);
      this.state = 'active';
      await this.onStarted(result);
    } catch (thrown) {
      throw this.fail(KaskadoError.of(thrown, 'The session could not be started'));
    }
    if (this.isActive) {
      this.emit('start', undefined as never);
      await this.listen();
    }
  }

  private withSession(params: object): object {
    return this.id === null ? params : { ...params, sessionId: this.id };
  }

  private adopt(sessionId: string | undefined): void {
    if (sessionId !== undefined) {
      this.id = String(sessionId);
    }
  }

  private async listen(): Promise<void> {
    if (this.id !== null) {
      (await this.transport)?.listen(this.id);
    }
  }

  private async request(method: string, params: object): Promise<unknown> {
    this.transport ??= this.connect();
    let transport: Transport;
    try {
      transport = await this.transport;
    } catch (thrown) {
      this.transport = undefined;
      throw thrown;
    }
    return transport.request(method, params);
  }

  private async connect(): Promise<Transport> {
    const sink = this.sink();
    const canSocket = typeof WebSocket === 'function';
    if (this.transportKind === 'websocket' || (this.transportKind === 'auto' && canSocket)) {
      try {
        return await SocketTransport.open(this.config, sink);
      } catch (thrown) {
        if (this.transportKind === 'websocket') {
          throw thrown;
        }
      }
    }
    return new PostTransport(this.config, sink);
  }

  private sink(): TransportSink {
    return {
      onEvents: (events) => this.received(events),
      onLost: (error) => {
        if (this.id !== null) {
          this.fail(error);
        }
      },
      onConnected: (connected) => this.emit(connected ? 'reconnected' : 'disconnected', undefined as never),
    };
  }

  private received(events: EventBundle): void {
    if (this.id === null || (events.sessionId !== undefined && events.sessionId !== this.id)) {
      return;
    }
    for (const event of events.contentEvents ?? []) {
      this.emit('mediaevent', event as never);
    }
    for (const event of events.controlEvents ?? []) {
      this.controlled(event);
    }
  }

  private controlled(event: ControlEvent): void {
    if (event.type === 'sessionError') {
      const data = event.data ?? { code: 1, message: 'The server ended the session because of an error.' };
      this.fail(new KaskadoError(data.message, data.code));
    } else if (event.type === 'sessionTerminated') {
      this.disconnectAfter(() => this.finish('server'));
      this.emit('terminate', (event.data ?? REASON_SERVER_ENDED_SESSION) as never);
    }
  }

  private finish(cause: EndCause): void {
    if (this.state !== 'ended') {
      this.state = 'ended';
      this.id = null;
      this.transport = undefined;
      this.onEnded(cause);
      this.markFinished();
    }
  }
}
