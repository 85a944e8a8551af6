import { EventBundle, KaskadoError } from './wire.js';

/** How requests reach the server: a WebSocket, POST with long polls, or the first that works. */
export type TransportKind = 'auto' | 'websocket' | 'post';

/** Where a transport puts what comes without being asked for. Calls come one after the other. */
export interface TransportSink {
  /** Events of the session arrived. */
  onEvents(events: EventBundle): void;
  /** The server cannot be reached any more or has forgotten the session; nothing follows. */
  onLost(error: KaskadoError): void;
  /** The connection broke (false) or is there again (true). */
  onConnected(connected: boolean): void;
}

/** A way to the server. */
export interface Transport {
  readonly kind: 'websocket' | 'post';
  /** Sends one request; fails with a {@link KaskadoError}. */
  request(method: string, params: object): Promise<unknown>;
  /** From now on the events of this session are wanted. Calling again changes nothing. */
  listen(sessionId: string): void;
  /** Ends the connection, silently; requests under way fail. Closing twice is silence. */
  close(): void;
}

/** What a transport needs to know. Members that the platform has are replaced in tests only. */
export interface TransportConfig {
  readonly url: URL;
  readonly accessToken: string | undefined;
  readonly requestTimeoutMs: number;
  readonly retries: number;
  readonly firstRetryDelayMs: number;
  readonly longestRetryDelayMs: number;
}

/** The time before try number `attempt` (0, 1, …): doubles from try to try up to a limit. */
export function retryDelayMs(config: TransportConfig, attempt: number): number {
  return Math.min(config.firstRetryDelayMs * 2 ** attempt, config.longestRetryDelayMs);
}

/** Fails with a sentence when the work takes longer than the limit. */
export async function withTimeLimit<T>(work: Promise<T>, limitMs: number, what: string): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new KaskadoError(`${what} was not answered within ${limitMs} ms.`)), limitMs);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
