import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { HttpConnection } from '../src/intake/http-connection.js';

let server: Server | undefined;
afterEach(() => {
  server?.close();
  server?.closeAllConnections();
});

async function connectTo(answer: RequestListener) {
  server = createServer(answer);
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return HttpConnection.open(new URL(`http://127.0.0.1:${port}`), 'secret');
}

describe('a connection of the sender', () => {
  it('sends what it was given, one request after the other on the same socket', async () => {
    const sockets = new Set<unknown>();
    const connection = await connectTo(async (request, response) => {
      sockets.add(request.socket);
      const { authorization } = request.headers;
      const said = `${request.method} ${request.url} ${authorization} ${await text(request)}`;
      response.writeHead(202, { 'content-length': Buffer.byteLength(said) }).end(said);
    });
    const first = await connection.post('/v1/events', 'text/plain', 'größer');
    const second = await connection.get('/api');
    connection.close();
    expect(first).toEqual({ status: 202, body: 'POST /v1/events Bearer secret größer' });
    expect(second).toEqual({ status: 202, body: 'GET /api Bearer secret ' });
    expect(sockets.size).toBe(1);
  });

  it('waits for the whole of an answer that comes in parts', async () => {
    const connection = await connectTo((_request, response) => {
      response.writeHead(207, { 'content-length': 6 });
      response.write('abc');
      setTimeout(() => response.end('def'), 30);
    });
    const answer = await connection.get('/');
    connection.close();
    expect(answer).toEqual({ status: 207, body: 'abcdef' });
  });

  it('fails when the server goes away before it has answered', async () => {
    const connection = await connectTo((request) => request.socket.destroy());
    await expect(connection.get('/')).rejects.toThrow();
  });
});
