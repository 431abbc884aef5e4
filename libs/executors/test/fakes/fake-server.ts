import { createServer, type IncomingHttpHeaders, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';

export type FakeRequest = {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  text: string;
  body: unknown;
};
export type FakeReply = { status: number; body?: unknown; headers?: Record<string, string> };
/** What goes wrong instead of an answer; `lost`: the work is done, and the answer never arrives. */
export type Fault = FakeReply | 'hang' | 'drop' | 'lost';

export type FakeServer = {
  url: string;
  requests: FakeRequest[];
  /** What the next requests get that `which` chooses; default all. */
  fail(faults: readonly Fault[], which?: (request: FakeRequest) => boolean): void;
  stop(): Promise<void>;
};

/** A real HTTP server on this machine, which answers as a product does and fails as it is told. */
export async function startFakeServer(
  answer: (request: FakeRequest) => FakeReply,
  tls?: { key: string; cert: string },
): Promise<FakeServer> {
  const requests: FakeRequest[] = [];
  let faults: Fault[] = [];
  let chosen = (_: FakeRequest) => true;
  const listener: RequestListener = async (incoming, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString('utf8');
    const url = new URL(incoming.url ?? '/', 'http://fake');
    const { method = 'GET', headers } = incoming;
    const request = {
      method,
      path: url.pathname,
      query: url.searchParams,
      headers,
      text,
      body: parsed(text),
    };
    requests.push(request);
    const fault = chosen(request) ? faults.shift() : undefined;
    if (fault === 'hang') return;
    if (fault === 'drop') return void incoming.socket.destroy();
    const reply = fault === undefined || fault === 'lost' ? answer(request) : fault;
    if (fault === 'lost') return void incoming.socket.destroy();
    response.writeHead(reply.status, {
      ...(reply.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...reply.headers,
    });
    response.end(reply.body === undefined ? '' : JSON.stringify(reply.body));
  };
  const server = tls ? createSecureServer(tls, listener) : createServer(listener);
  return {
    url: `${tls ? 'https' : 'http'}://127.0.0.1:${await listen(server)}`,
    requests,
    fail: (next, which = () => true) => {
      faults = [...next];
      chosen = which;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function listen(server: Pick<Server, 'listen' | 'address'>): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
