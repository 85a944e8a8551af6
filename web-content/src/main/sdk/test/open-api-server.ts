import http from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Call {
  readonly method: string;
  readonly params: Record<string, unknown>;
  readonly authorization: string | undefined;
}

export type Answer = { result: unknown } | { error: unknown } | 'hang up' | 'html' | 'refusal';

/** A server that speaks the Open API over POST with answers of the test. */
export class OpenApiServer {
  readonly calls: Call[] = [];
  private readonly server: http.Server;

  constructor(private readonly answer: (call: Call) => Answer | Promise<Answer>) {
    this.server = http.createServer((request, response) => void this.serve(request, response));
  }

  async open(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/app/player/clip`;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  methods(): string[] {
    return this.calls.map((call) => call.method);
  }

  private async serve(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    let body = '';
    for await (const part of request) {
      body += String(part);
    }
    const message = JSON.parse(body) as { id: number; method: string; params: Record<string, unknown> };
    const call = { method: message.method, params: message.params, authorization: request.headers.authorization };
    this.calls.push(call);
    const answer = await this.answer(call);
    if (answer === 'hang up') {
      request.socket.destroy();
    } else if (answer === 'html') {
      response.writeHead(404, 'Not Found', { 'content-type': 'text/html' }).end('<html></html>');
    } else if (answer === 'refusal') {
      response.writeHead(401, { 'content-type': 'text/plain;charset=UTF-8' }).end('this server wants a token\n');
    } else {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ jsonrpc: '2.0', id: message.id, ...answer }));
    }
  }
}
