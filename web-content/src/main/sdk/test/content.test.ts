import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { OpenApiServer } from './open-api-server.js';
import { sdk } from './sdk.js';

const servers: OpenApiServer[] = [];
after(() => servers.forEach((server) => server.close()));

async function serverWith(...args: ConstructorParameters<typeof OpenApiServer>) {
  const server = new OpenApiServer(...args);
  servers.push(server);
  return { server, url: await server.open() };
}

function next(content: InstanceType<typeof sdk.ContentPlayer>, event: 'start' | 'terminate' | 'error' | 'mediaevent') {
  return new Promise<unknown>((resolve) => content.once(event, (payload) => resolve(payload)));
}

const never = new Promise<never>(() => undefined);

test('a session starts, tells its events in order and ends when the server says so', async () => {
  const bundles = [
    { contentEvents: [{ type: 'CodeFound', data: 'one' }, { type: 'CodeFound', data: 'two' }] },
    {},
    { controlEvents: [{ type: 'sessionTerminated', data: { code: 3, message: 'end of stream' } }] },
  ];
  const { server, url } = await serverWith(({ method }) =>
    method === 'start' ? { result: { sessionId: 's1', url: 'http://media/1' } } : { result: bundles.shift() ?? {} },
  );
  const seen: string[] = [];
  const player = new sdk.ContentPlayer(url, { transport: 'post' });
  player.on('remotestream', (e) => seen.push(`remotestream ${e.url}`));
  player.on('start', () => seen.push('start'));
  player.on('mediaevent', (e) => seen.push(`${e.type} ${e.data}`));
  const reason = await next(player, 'terminate');
  assert.deepEqual(reason, { code: 3, message: 'end of stream' });
  assert.deepEqual(seen, ['remotestream http://media/1', 'start', 'CodeFound one', 'CodeFound two']);
  assert.deepEqual(server.calls[0]?.params, { constraints: { audio: 'recvonly', video: 'recvonly' } });
  assert.deepEqual(server.methods(), ['start', 'poll', 'poll', 'poll']);
  assert.equal(player.sessionId, null);
});

test('a rejected start is an error with the number and sentence of the handler', async () => {
  const { url } = await serverWith(() => ({ result: { rejected: { code: 403, message: 'room full' } } }));
  const player = new sdk.ContentPlayer(url, { transport: 'post' });
  const error = (await next(player, 'error')) as InstanceType<typeof sdk.KaskadoError>;
  assert.equal(error.code, 403);
  assert.equal(error.message, 'room full');
});

test('an address without a handler gives a sentence, not a parse error', async () => {
  const { url } = await serverWith(() => 'html');
  const player = new sdk.ContentPlayer(url, { transport: 'post', autostart: false });
  player.on('error', () => undefined);
  await assert.rejects(player.start(), /answered 404 Not Found instead of JSON-RPC/);
});

test('a refusal in plain text is shown', async () => {
  const { url } = await serverWith(() => 'refusal');
  const player = new sdk.ContentPlayer(url, { transport: 'post', autostart: false });
  player.on('error', () => undefined);
  await assert.rejects(player.start(), /answered 401: this server wants a token/);
});

test('a command before start makes the session, start then goes on with it', async () => {
  const { server, url } = await serverWith(({ method }) => {
    switch (method) {
      case 'execute':
        return { result: { sessionId: 's9', commandResult: 'chosen' } };
      case 'start':
        return { result: { sessionId: 's9', url: 'http://media/9' } };
      case 'terminate':
        return { result: {} };
      default:
        return never;
    }
  });
  const player = new sdk.ContentPlayer(url, { transport: 'post', autostart: false, accessToken: 'secret' });
  assert.equal(await player.execute('select', 'p1'), 'chosen');
  await player.start();
  assert.equal(server.calls.find((call) => call.method === 'start')?.params['sessionId'], 's9');
  assert.equal(server.calls[0]?.authorization, 'Bearer secret');
  const reason = next(player, 'terminate');
  await player.terminate();
  assert.deepEqual(await reason, sdk.REASON_USER_ENDED_SESSION);
  await player.terminate();
  const ends = server.calls.filter((call) => call.method === 'terminate');
  assert.deepEqual(ends.map((call) => call.params), [{ sessionId: 's9', reason: sdk.REASON_USER_ENDED_SESSION }]);
});

test('a failing command leaves the session alive', async () => {
  const { url } = await serverWith(({ method }) => {
    if (method === 'start') {
      return { result: { sessionId: 's1', url: 'http://media/1' } };
    }
    if (method === 'terminate') {
      return { result: {} };
    }
    return method === 'execute' ? { error: { code: -32600, message: 'no commands here' } } : never;
  });
  const player = new sdk.ContentPlayer(url, { transport: 'post', autostart: false });
  await player.start();
  await assert.rejects(player.execute('dance', '', () => undefined), { code: -32600, message: 'no commands here' });
  assert.equal(player.isActive, true);
  await player.terminate();
});

test('polls that fail are tried again and the session goes on', async () => {
  let polls = 0;
  const { url } = await serverWith(({ method }) => {
    if (method === 'start') {
      return { result: { sessionId: 's1', url: 'http://media/1' } };
    }
    polls += 1;
    return polls === 1 ? 'hang up' : { result: { contentEvents: [{ type: 'late', data: String(polls) }] } };
  });
  const seen: string[] = [];
  const player = new sdk.ContentPlayer(url, { transport: 'post' });
  player.on('disconnected', () => seen.push('disconnected')).on('reconnected', () => seen.push('reconnected'));
  assert.deepEqual(await next(player, 'mediaevent'), { type: 'late', data: '2' });
  assert.deepEqual(seen, ['disconnected', 'reconnected']);
  await player.terminate();
});

test('a server that has forgotten the session ends it at once', async () => {
  const { server, url } = await serverWith(({ method }) =>
    method === 'start'
      ? { result: { sessionId: 's1', url: 'http://media/1' } }
      : { error: { code: -32602, message: 'unknown session s1' } },
  );
  const player = new sdk.ContentPlayer(url, { transport: 'post' });
  assert.equal(((await next(player, 'error')) as Error).message, 'unknown session s1');
  assert.deepEqual(server.methods(), ['start', 'poll']);
});

test('unknown constraint words and two inactive ones are named', () => {
  const wrong = { audio: 'recv' as never, autostart: false };
  assert.throws(() => new sdk.ContentPlayer('http://h/p', wrong), /'audio' is 'recv'; allowed are inactive, sendonly/);
  const none = { audio: 'inactive', video: 'inactive', autostart: false } as const;
  assert.throws(() => new sdk.ContentPlayer('http://h/p', none), RangeError);
});
