import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';

/** What a signed rollback request asks for. */
export type RollbackRequest = { action: string; service: string; environment: string; toVersion?: string };

export type RollbackReceiver = { close(): Promise<void> };

/**
 * The fleet’s deployment tool: takes rollback requests signed as Standard Webhooks says, and answers once the older
 * version runs. An action that was already carried out is answered the same way again, whichever delivery asks for it.
 */
export function receiveRollbacks(
  port: number,
  secret: string,
  rollBack: (request: RollbackRequest) => Promise<void>,
): Promise<RollbackReceiver> {
  const done = new Set<string>();
  const server = createServer(async (request, response) => {
    const answer = (status: number, body: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    try {
      const body = await text(request);
      const id = String(request.headers['webhook-id'] ?? '');
      if (
        !isSigned(
          secret,
          id,
          String(request.headers['webhook-timestamp'] ?? ''),
          body,
          String(request.headers['webhook-signature'] ?? ''),
        )
      ) {
        return answer(401, { status: 'refused', reason: 'the signature does not fit' });
      }
      const { type, data } = JSON.parse(body) as { type: string; data: RollbackRequest };
      if (type === 'action.undoing') {
        const detail = 'This shop does not deploy a version again that was rolled back.';
        return answer(200, { status: 'refused', detail });
      }
      if (!done.has(data.action)) {
        await rollBack(data);
        done.add(data.action);
      }
      return answer(200, { status: 'completed' });
    } catch (error) {
      return answer(500, {
        status: 'failed',
        reason: error instanceof Error ? error.message : String(error),
      });
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

function isSigned(secret: string, id: string, timestamp: string, body: string, header: string): boolean {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const expected = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest();
  return header.split(' ').some((part) => {
    const [version, value = ''] = part.split(',', 2);
    const given = Buffer.from(value, 'base64');
    return version === 'v1' && given.length === expected.length && timingSafeEqual(given, expected);
  });
}
