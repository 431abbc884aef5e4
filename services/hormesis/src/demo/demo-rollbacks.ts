import { randomBytes } from 'node:crypto';
import { createServer } from 'node:net';

/** Where the demo fleet takes rollback requests, and what signs them. */
export type DemoRollbacks = { port: number; secret: string };

/**
 * Points the guardian’s rollback webhook at the demo fleet, unless somebody has configured one.
 * @returns where the fleet is to listen; `undefined` when the webhook is somebody’s own
 */
export async function configureDemoRollbacks(env: NodeJS.ProcessEnv): Promise<DemoRollbacks | undefined> {
  if (env.HORMESIS_ROLLBACK_WEBHOOK_URL) return undefined;
  const rollbacks = { port: await freePort(), secret: `whsec_${randomBytes(32).toString('base64')}` };
  env.HORMESIS_ROLLBACK_WEBHOOK_URL = `http://127.0.0.1:${rollbacks.port}/rollback`;
  env.HORMESIS_ROLLBACK_WEBHOOK_SECRET = rollbacks.secret;
  return rollbacks;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
