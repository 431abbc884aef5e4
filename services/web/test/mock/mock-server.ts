import { existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { backtests } from './backtest-fixtures.js';
import { contentOf, type Mode } from './content.js';

const types: Record<string, string> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

/** As the real server states it. */
const policy =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-src 'self'; frame-ancestors 'none'; base-uri 'self'; form-action 'self'";

export type Sent = { method: string; path: string; body: unknown };

export type MockServer = {
  url: string;
  mode: Mode;
  /** Whether visitors are signed in from the start. */
  signedIn: boolean;
  /** What those who are signed in may do. */
  scopes: string[];
  /** Whether the live stream is up; set to `false` it breaks those that are open. */
  streaming: boolean;
  /** How many entries the timeline of everything has, besides those of the incident. */
  entries: number;
  /** The commands it got. */
  sent: Sent[];
  stop: () => Promise<void>;
};

/** Serves the app built into `dist`, and fixtures for all that it asks. */
export async function startMockServer(dist: string): Promise<MockServer> {
  const streams = new Set<ServerResponse>();
  let streaming = true;
  const mock: MockServer = {
    url: '',
    mode: 'loaded',
    signedIn: true,
    scopes: ['*'],
    entries: 600,
    sent: [],
    stop,
    get streaming() {
      return streaming;
    },
    set streaming(wanted) {
      streaming = wanted;
      if (!wanted) for (const stream of streams) stream.destroy();
    },
  };
  const server = createServer((request, response) => {
    response.setHeader('content-security-policy', policy);
    response.setHeader('x-request-id', 'req-42');
    const url = new URL(request.url ?? '/', 'http://mock');
    if (url.pathname === '/api/stream') {
      if (!streaming || !mock.signedIn) return response.destroy();
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write(':\n\n');
      streams.add(response);
      request.on('close', () => streams.delete(response));
    } else if (url.pathname.startsWith('/api/')) void answer(mock, request, response, url);
    else asset(dist, response, url.pathname);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  mock.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return mock;

  async function stop() {
    for (const stream of streams) stream.destroy();
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  }
}

async function answer(mock: MockServer, request: IncomingMessage, response: ServerResponse, url: URL) {
  if (url.pathname === '/api/session') return session(mock, request, response);
  if (!mock.signedIn) {
    return json(response, 401, {
      type: 'about:blank',
      title: 'Sign in first.',
      status: 401,
      code: 'unauthorized',
    });
  }
  if (request.method !== 'GET') {
    mock.sent.push({ method: request.method ?? '', path: url.pathname, body: await bodyOf(request) });
    if (url.pathname.startsWith('/api/backtests')) return json(response, 202, backtests(Date.now())[1]);
    return json(response, 202, { events: [{ id: 'evt-new', name: 'x.done', position: null }] });
  }
  if (mock.mode === 'error' && url.pathname !== '/api/status') {
    return json(response, 500, {
      type: 'about:blank',
      title: 'The database does not answer.',
      status: 500,
      code: 'internal',
      detail: 'The query was given up after 5 s.',
      hint: 'Try again; if it stays, look at the server’s log.',
      requestId: 'req-42',
    });
  }
  const content = contentOf(mock, url, Date.now());
  if (content === undefined) {
    return json(response, 404, { type: 'about:blank', title: 'Not found.', status: 404, code: 'not-found' });
  }
  if (typeof content !== 'string') return json(response, 200, content);
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(content);
}

async function session(mock: MockServer, request: IncomingMessage, response: ServerResponse) {
  if (request.method === 'POST') {
    const body = (await bodyOf(request)) as { token: string };
    if (body.token !== 'good-token') {
      return json(response, 401, {
        type: 'about:blank',
        title: 'This token is not known here.',
        status: 401,
        code: 'unauthorized',
      });
    }
    mock.signedIn = true;
  }
  json(response, 200, {
    authenticated: mock.signedIn,
    development: false,
    scopes: mock.signedIn ? mock.scopes : [],
  });
}

function asset(dist: string, response: ServerResponse, path: string) {
  const file = join(dist, path);
  const isPage = !path.startsWith('/assets/') || !existsSync(file);
  const type = isPage ? 'text/html; charset=utf-8' : (types[extname(file)] ?? 'application/octet-stream');
  response
    .writeHead(200, { 'content-type': type })
    .end(readFileSync(isPage ? join(dist, 'index.html') : file));
}

function json(response: ServerResponse, status: number, body: unknown) {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const part of request) text += String(part);
  return text === '' ? undefined : JSON.parse(text);
}
