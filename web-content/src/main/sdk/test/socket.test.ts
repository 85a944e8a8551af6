import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { sdk } from './sdk.js';

type Request = { id: number; method: string; params: Record<string, unknown> };

/** Stands for the browser's WebSocket; the test plays the server. */
class FakeSocket {
  static readonly OPEN = 1;
  static opened: FakeSocket[] = [];
  static refuse = false;
  static answer: (socket: FakeSocket, request: Request) => unknown = () => undefined;
  readyState = 0;
  readonly sent: Request[] = [];
  onopen: (() => void) | null = null;
  onclose: ((event: { code: number; reason: string }) => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;

  constructor(readonly url: string) {
    FakeSocket.opened.push(this);
    queueMicrotask(() => (FakeSocket.refuse ? this.breakOff() : ((this.readyState = 1), this.onopen?.())));
  }

  send(text: string): void {
    const request = JSON.parse(text) as Request;
    this.sent.push(request);
    queueMicrotask(() => {
      const answer = FakeSocket.answer(this, request);
      if (answer !== undefined) {
        this.push({ id: request.id, ...answer });
      }
    });
  }

  push(message: object): void {
    this.onmessage?.({ data: JSON.stringify({ jsonrpc: '2.0', ...message }) });
  }

  close(): void {
    this.readyState = 3;
  }

  breakOff(): void {
    this.readyState = 3;
    this.onclose?.({ code: 1006, reason: '' });
  }
}

const before = globalThis.WebSocket;

beforeEach(() => {
  FakeSocket.opened = [];
  FakeSocket.refuse = false;
  FakeSocket.answer = (_, { method }) =>
    method === 'start' ? { result: { sessionId: 's1', url: 'http://media/1' } } : { result: {} };
  globalThis.WebSocket = FakeSocket as never;
});

afterEach(() => {
  globalThis.WebSocket = before;
});

test('events are pushed, and the access token is in the address', async () => {
  const player = new sdk.ContentPlayer('https://h/app/p', { autostart: false, access_token: 'a b' });
  await player.start();
  assert.equal(await player.connection(), 'websocket');
  assert.equal(FakeSocket.opened[0]?.url, 'wss://h/app/p?access_token=a+b');
  const seen: unknown[] = [];
  player.on('mediaevent', (event) => seen.push(event)).on('terminate', (reason) => seen.push(reason));
  const events = { sessionId: 's1', contentEvents: [{ type: 'CodeFound', data: 'x' }] };
  FakeSocket.opened[0]?.push({ method: 'event', params: events });
  FakeSocket.opened[0]?.push({ method: 'event', params: { ...events, sessionId: 'of another' } });
  FakeSocket.opened[0]?.push({
    method: 'event',
    params: { sessionId: 's1', controlEvents: [{ type: 'sessionTerminated', data: { code: 1, message: 'done' } }] },
  });
  assert.deepEqual(seen, [{ type: 'CodeFound', data: 'x' }, { code: 1, message: 'done' }]);
});

test('a broken connection is opened again and the poll there brings what was missed', async () => {
  const player = new sdk.ContentPlayer('http://h/app/p', { autostart: false });
  await player.start();
  FakeSocket.answer = (_, { method }) => method === 'poll' && { result: { contentEvents: [{ type: 'missed', data: '' }] } };
  const missed = new Promise((resolve) => player.on('mediaevent', resolve));
  FakeSocket.opened[0]?.breakOff();
  await missed;
  assert.deepEqual(FakeSocket.opened[1]?.sent.map(({ method, params }) => [method, params]), [
    ['poll', { sessionId: 's1' }],
  ]);
  assert.equal(player.isActive, true);
});

test('the session is lost when no try succeeds', async () => {
  const player = new sdk.ContentPlayer('http://h/app/p', { autostart: false, retries: 1 });
  await player.start();
  FakeSocket.refuse = true;
  const lost = new Promise<Error>((resolve) => player.on('error', resolve));
  FakeSocket.opened[0]?.breakOff();
  assert.match((await lost).message, /was closed \(1006\)\. 1 tries to connect again failed/);
  assert.equal(player.isActive, false);
});

test('without WebSocket the session goes by POST', async (t) => {
  FakeSocket.refuse = true;
  const answer = JSON.stringify({ jsonrpc: '2.0', id: 1, result: { sessionId: 's1', url: 'http://media/1' } });
  let posts = 0;
  t.mock.method(globalThis, 'fetch', async () =>
    posts++ === 0 ? new Response(answer, { headers: { 'content-type': 'application/json' } }) : new Promise(() => undefined),
  );
  const player = new sdk.ContentPlayer('http://h/app/p', { autostart: false });
  await player.start();
  assert.equal(await player.connection(), 'post');
});

test('a request under way fails with a sentence when the connection breaks', async () => {
  const player = new sdk.ContentPlayer('http://h/app/p', { autostart: false });
  await player.start();
  FakeSocket.answer = () => undefined;
  const command = player.execute('slow', '', () => undefined);
  await Promise.resolve();
  await Promise.resolve();
  FakeSocket.opened[0]?.breakOff();
  await assert.rejects(command, /was (closed \(1006\)|not sent)/);
  await player.terminate();
});
