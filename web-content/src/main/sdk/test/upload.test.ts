import assert from 'node:assert/strict';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import type { Exchange, Sender } from '../src/kaskado.js';
import { OpenApiServer } from './open-api-server.js';
import { sdk } from './sdk.js';

/** Keeps what arrives; may break the connection after some bytes, once. */
class RecordingServer {
  received = Buffer.alloc(0);
  readonly ranges: (string | undefined)[] = [];
  private readonly server = http.createServer((request, response) => this.serve(request, response));

  constructor(private breakAfterBytes = Infinity) {}

  async open(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/media/token`;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private serve(request: http.IncomingMessage, response: http.ServerResponse): void {
    const range = request.headers['content-range'];
    const total = Number(range?.split('/')[1] ?? -1);
    this.ranges.push(range);
    request.on('data', (part: Buffer) => {
      this.received = Buffer.concat([this.received, part]);
      if (this.received.length >= this.breakAfterBytes) {
        this.received = this.received.subarray(0, this.breakAfterBytes);
        this.breakAfterBytes = Infinity;
        request.socket.destroy();
      }
    });
    request.on('error', () => undefined);
    request.on('end', () => {
      if (total < 0 || this.received.length === total) {
        response.writeHead(201).end();
      } else {
        response.writeHead(308, { range: `bytes=0-${this.received.length - 1}` }).end();
      }
    });
  }
}

const servers: { close(): void }[] = [];
after(() => servers.forEach((server) => server.close()));

const sendByHttp: Sender = async (request, body, onSent, signal) => {
  const bytes = body instanceof Blob ? Buffer.from(await body.arrayBuffer()) : Buffer.alloc(0);
  return new Promise<Exchange>((resolve, reject) => {
    const outgoing = http.request(request.url, { method: request.method, headers: request.headers, signal }, (answer) => {
      let text = '';
      answer.on('data', (part) => (text += String(part)));
      answer.on('end', () => {
        onSent(bytes.length);
        const header = (name: string) => (answer.headers[name] as string | undefined) ?? null;
        resolve({ status: answer.statusCode ?? 0, statusText: answer.statusMessage ?? '', header, text });
      });
    });
    outgoing.on('error', reject);
    outgoing.end(bytes);
  });
};

function bytes(count: number): Buffer<ArrayBuffer> {
  return Buffer.from(Array.from({ length: count }, (_, i) => (i * 31) % 251));
}

async function upload(server: RecordingServer, data: Buffer<ArrayBuffer>, progress: number[] = []): Promise<void> {
  servers.push(server);
  await sdk.uploadBlob(new Blob([data]), sendByHttp, {
    url: await server.open(),
    signal: new AbortController().signal,
    retries: 3,
    firstRetryDelayMs: 5,
    onProgress: ({ loadedBytes }) => progress.push(loadedBytes),
  });
}

test('an upload goes on after a broken connection at the byte that the server names', async () => {
  const data = bytes(300_000);
  const server = new RecordingServer(100_000);
  const progress: number[] = [];
  await upload(server, data, progress);
  assert.ok(server.received.equals(data));
  assert.deepEqual(server.ranges, [undefined, 'bytes */300000', 'bytes 100000-299999/300000']);
  assert.equal(progress.at(-1), 300_000);
});

test('a refusal is an error with the status and sentence of the server, without a further try', async () => {
  let tries = 0;
  const refuse: Sender = async () => {
    tries += 1;
    return { status: 413, statusText: 'Content Too Large', header: () => null, text: 'at most 10 bytes are taken' };
  };
  const config = { url: 'x', signal: new AbortController().signal, retries: 3, firstRetryDelayMs: 1 };
  const done = sdk.uploadBlob(new Blob(['x']), refuse, { ...config, onProgress: () => undefined });
  await assert.rejects(done, { code: 413, message: 'The server refused the upload with 413: at most 10 bytes are taken' });
  assert.equal(tries, 1);
});

test('a server that takes nothing is given up', async () => {
  const stuck: Sender = async () => ({ status: 308, statusText: '', header: () => 'bytes=0-3', text: '' });
  const config = { url: 'x', signal: new AbortController().signal, retries: 2, firstRetryDelayMs: 1 };
  const done = sdk.uploadBlob(new Blob(['12345678']), stuck, { ...config, onProgress: () => undefined });
  await assert.rejects(done, /did not take the upload further than byte 4 of 8/);
});

test('several files are sessions one after the other, each whole', async () => {
  const target = new RecordingServer();
  const mediaUrl = await target.open();
  let sessions = 0;
  const api = new OpenApiServer(({ method }) => {
    if (method === 'start') {
      return { result: { sessionId: `s${++sessions}`, url: mediaUrl } };
    }
    target.received = Buffer.alloc(0);
    return { result: { controlEvents: [{ type: 'sessionTerminated' }] } };
  });
  servers.push(target, api);
  const uploader = new sdk.ContentUploader(await api.open(), { transport: 'post', autostart: false }, sendByHttp);
  const arrived: number[] = [];
  uploader.on('localfile', ({ index, count }) => arrived.push(index, count));
  await uploader.send([new Blob([bytes(10)]), new Blob([bytes(2_000)])]);
  assert.deepEqual(arrived, [0, 2, 1, 2]);
  assert.equal(sessions, 2);
  assert.deepEqual(target.ranges, [undefined, undefined]);
});
