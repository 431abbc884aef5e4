import { randomBytes } from 'node:crypto';
import { createServer } from 'node:net';

/** Where the demo fleet takes requests of one kind, and what signs them. */
export type DemoReceiver = { port: number; secret: string };

/** Absent: somebody has configured a receiver of their own. */
export type DemoReceivers = { rollbacks?: DemoReceiver; drills?: DemoReceiver };

/** Points the rollback webhook and the injector of drills at the demo fleet, unless somebody has configured them. */
export async function configureDemoReceivers(env: NodeJS.ProcessEnv): Promise<DemoReceivers> {
  const rollbacks = await pointHere(env, {
    url: 'HORMESIS_ROLLBACK_WEBHOOK_URL',
    secret: 'HORMESIS_ROLLBACK_WEBHOOK_SECRET',
  });
  const drills = await pointHere(env, { url: 'HORMESIS_INJECTOR_URL', secret: 'HORMESIS_INJECTOR_SECRET' });
  return { ...(rollbacks ? { rollbacks } : {}), ...(drills ? { drills } : {}) };
}

async function pointHere(
  env: NodeJS.ProcessEnv,
  names: { url: string; secret: string },
): Promise<DemoReceiver | undefined> {
  if (env[names.url]) return undefined;
  const receiver = { port: await freePort(), secret: `whsec_${randomBytes(32).toString('base64')}` };
  env[names.url] = `http://127.0.0.1:${receiver.port}/`;
  env[names.secret] = receiver.secret;
  return receiver;
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
