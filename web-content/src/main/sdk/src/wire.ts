/** What the browser does with one kind of media, in the browser's own view. */
export type Constraint = 'inactive' | 'sendonly' | 'recvonly' | 'sendrecv';

const CONSTRAINTS: readonly string[] = ['inactive', 'sendonly', 'recvonly', 'sendrecv'];

/** Why a session ended: a number and a sentence. */
export interface Reason {
  readonly code: number;
  readonly message: string;
}

/** What a content handler published for its client. */
export interface MediaEvent {
  readonly type: string;
  readonly data: string;
}

/** What the framework tells about a session: `sessionTerminated` or `sessionError`. */
export interface ControlEvent {
  readonly type: string;
  readonly data?: Reason;
}

/** Events of one session as they come in a poll result or are pushed over a WebSocket. */
export interface EventBundle {
  readonly sessionId?: string;
  readonly contentEvents?: readonly MediaEvent[];
  readonly controlEvents?: readonly ControlEvent[];
}

/** The answer to `start`. Either a session (with `url` or `sdp`) or `rejected`. */
export interface StartResult {
  readonly sessionId?: string;
  readonly url?: string;
  readonly sdp?: string;
  readonly rejected?: Reason;
}

/** The answer to `execute`. */
export interface ExecuteResult {
  readonly sessionId?: string;
  readonly commandResult?: string;
}

/** JSON-RPC: parameters do not fit, which is also how a server says that it does not know a session (any more). */
export const INVALID_PARAMS = -32602;

/** Number of an error that has none of its own: the connection, a time limit, the page itself. */
export const LOCAL_ERROR = -32000;

/** An error with the number that the server gave, or {@link LOCAL_ERROR} when it arose on this side. */
export class KaskadoError extends Error {
  override readonly name = 'KaskadoError';

  constructor(
    message: string,
    readonly code: number = LOCAL_ERROR,
    readonly data?: unknown,
  ) {
    super(message);
  }

  /** Makes an error of whatever was thrown; one that is a KaskadoError already stays what it is. */
  static of(thrown: unknown, context: string): KaskadoError {
    if (thrown instanceof KaskadoError) {
      return thrown;
    }
    const detail = thrown instanceof Error ? thrown.message : String(thrown);
    return new KaskadoError(`${context}: ${detail}`, LOCAL_ERROR, thrown);
  }
}

/** Checks a constraint word and throws a RangeError that names the allowed ones. */
export function constraintOf(name: string, value: string | undefined, otherwise: Constraint): Constraint {
  if (value === undefined) {
    return otherwise;
  }
  if (!CONSTRAINTS.includes(value)) {
    throw new RangeError(`Option '${name}' is '${value}'; allowed are ${CONSTRAINTS.join(', ')}.`);
  }
  return value as Constraint;
}

/** One JSON-RPC message as text. */
export function encodeRequest(id: number, method: string, params: object): string {
  return JSON.stringify({ jsonrpc: '2.0', method, params, id });
}

/** A message from the server, taken apart. */
export type Incoming =
  | { readonly kind: 'result'; readonly id: unknown; readonly result: unknown }
  | { readonly kind: 'error'; readonly id: unknown; readonly error: KaskadoError }
  | { readonly kind: 'event'; readonly events: EventBundle };

/** Reads one message; throws a {@link KaskadoError} when it is not JSON-RPC 2.0. */
export function decodeMessage(text: string): Incoming {
  let message: Record<string, unknown>;
  try {
    message = JSON.parse(text) as Record<string, unknown>;
  } catch (thrown) {
    throw new KaskadoError(`The server answered something that is not JSON: ${excerpt(text)}`, LOCAL_ERROR, thrown);
  }
  if (typeof message !== 'object' || message === null || message['jsonrpc'] !== '2.0') {
    throw new KaskadoError(`The server answered something that is not JSON-RPC 2.0: ${excerpt(text)}`);
  }
  if (message['method'] === 'event') {
    return { kind: 'event', events: (message['params'] ?? {}) as EventBundle };
  }
  if (message['error'] !== undefined) {
    const error = message['error'] as { code?: number; message?: string; data?: unknown };
    const text = error.message ?? 'The server answered an error without a message';
    return { kind: 'error', id: message['id'], error: new KaskadoError(text, error.code ?? LOCAL_ERROR, error.data) };
  }
  return { kind: 'result', id: message['id'], result: message['result'] ?? {} };
}

function excerpt(text: string): string {
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}
