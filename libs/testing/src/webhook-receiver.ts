import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The secret that both know, decoded; and as settings write it. */
export const webhookKey = Buffer.from('0123456789abcdef0123456789abcdef');
export const webhookSecret = `whsec_${webhookKey.toString('base64')}`;

export type Delivery = {
  id: string;
  verified: boolean;
  body: { type: string; data: Record<string, unknown> };
};
export type Reply = { status: number; body?: unknown; headers?: Record<string, string> } | 'hang' | 'drop';

/** What a team runs to roll back: a real HTTP server that checks the signature as Standard Webhooks says. */
export async function startReceiver(reply: (delivery: Delivery, count: number) => Reply | Promise<Reply>) {
  const deliveries: Delivery[] = [];
  const server = createServer(async (request, response) => {
    const text = await bodyOf(request);
    const delivery = {
      id: String(request.headers['webhook-id']),
      verified: verifies(request, text),
      body: JSON.parse(text),
    };
    deliveries.push(delivery);
    answer(request, response, await reply(delivery, deliveries.length));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/rollback`,
    deliveries,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function answer(request: IncomingMessage, response: ServerResponse, reply: Reply): void {
  if (reply === 'hang') return;
  if (reply === 'drop') {
    request.socket.destroy();
    return;
  }
  response.writeHead(reply.status, { 'content-type': 'application/json', ...reply.headers });
  response.end(reply.body === undefined ? '' : JSON.stringify(reply.body));
}

function verifies({ headers }: IncomingMessage, body: string): boolean {
  const timestamp = Number(headers['webhook-timestamp']);
  if (Math.abs(Date.now() / 1_000 - timestamp) > 300) return false;
  const signed = `${headers['webhook-id']}.${timestamp}.${body}`;
  const expected = createHmac('sha256', webhookKey).update(signed).digest();
  return String(headers['webhook-signature'])
    .split(' ')
    .filter((signature) => signature.startsWith('v1,'))
    .map((signature) => Buffer.from(signature.slice(3), 'base64'))
    .some((given) => given.length === expected.length && timingSafeEqual(given, expected));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
