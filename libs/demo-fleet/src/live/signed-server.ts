import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';

/** A message as Standard Webhooks has it. */
export type Message = { type: string; data: unknown };

/** How a message is answered: with its status, and more in words. */
export type Said = { status: 'completed' | 'running' | 'refused'; detail?: string };

export type SignedServer = { close(): Promise<void> };

/** Where signed requests are taken: a local port, and the secret they are signed with. */
export type Receiver = { port: number; secret: string };

/** Takes requests signed as Standard Webhooks says; what is not signed so is refused, and what throws has failed. */
export function serveSigned(
  { port, secret }: Receiver,
  answer: (message: Message) => Promise<Said>,
): Promise<SignedServer> {
  const server = createServer(async (request, response) => {
    const say = (status: number, body: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    const header = (name: string) => String(request.headers[name] ?? '');
    try {
      const body = await text(request);
      const signed = `${header('webhook-id')}.${header('webhook-timestamp')}.${body}`;
      if (!isSigned(secret, signed, header('webhook-signature'))) {
        return say(401, { status: 'refused', reason: 'the signature does not fit' });
      }
      return say(200, await answer(JSON.parse(body) as Message));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return say(500, { status: 'failed', reason });
    }
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () =>
      resolve({
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
            server.closeAllConnections();
          }),
      }),
    );
  });
}

function isSigned(secret: string, signed: string, signatures: string): boolean {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const expected = createHmac('sha256', key).update(signed).digest();
  return signatures.split(' ').some((part) => {
    const [version, value = ''] = part.split(',', 2);
    const given = Buffer.from(value, 'base64');
    return version === 'v1' && given.length === expected.length && timingSafeEqual(given, expected);
  });
}
