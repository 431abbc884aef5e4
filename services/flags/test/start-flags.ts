import { Database } from '@hormesis/database';
import { type Flag, FlagSet, type FlagStatement, flagDecider } from '@hormesis/flags';
import { FlagsModule } from '@hormesis/flags-service';
import { type Token, TokenStore } from '@hormesis/http';
import type { EventLog } from '@hormesis/log';
import { PostgresLog } from '@hormesis/log-postgres';
import {
  type Clock,
  createServiceApp,
  listen,
  type Platform,
  readPlatformConfig,
  systemClock,
} from '@hormesis/platform';
import { OutboxRelay, Streams } from '@hormesis/streams';
import { startTestDatabase } from '@hormesis/testing';

const tokens: readonly Token[] = [
  { name: 'ops', secret: 'ops-secret', scopes: ['*'] },
  { name: 'shop', secret: 'shop-secret', scopes: ['flags:evaluate'] },
  { name: 'ci', secret: 'ci-secret-1', scopes: ['events:write'] },
];

/** The flags service on a log in Postgres, in as many copies as asked for. */
export async function startFlags(copies = 1, clock: Clock = systemClock) {
  const test = await startTestDatabase({ maxConnections: 20 });
  const running = await Promise.all(Array.from({ length: copies }, () => startCopy(test.url, clock)));
  const [first] = running;
  if (!first) throw new Error('at least one copy');
  const stopCopies = async () => {
    for (const copy of running.splice(0)) await copy.stop();
  };
  return {
    ...first,
    urls: running.map(({ url }) => url),
    databaseUrl: test.url,
    stopCopies,
    stop: async () => {
      await stopCopies();
      await test.drop();
    },
  };
}

export async function startCopy(databaseUrl: string, clock: Clock = systemClock) {
  const database = new Database(databaseUrl, { maxConnections: 10 });
  const log: EventLog = await PostgresLog.open(database);
  const relay = new OutboxRelay(database, log);
  const platform: Platform = {
    config: { ...readPlatformConfig({ DATABASE_URL: databaseUrl }), port: 0 },
    database,
    log,
    relay,
    tokens: new TokenStore(tokens),
    clock,
    close: async () => undefined,
  };
  const app = await createServiceApp(platform, [FlagsModule]);
  const url = await listen(app, platform.config);
  return {
    url,
    log,
    database,
    app,
    /** What the copy evaluates from. */
    set: app.get(FlagSet, { strict: false }),
    /** As the guardian has them: the same streams, another source. */
    guardian: new Streams<Flag, FlagStatement>(database, log, flagDecider, { source: '/hormesis/guardian' }),
    stop: async () => {
      await app.close();
      await log.close();
      await database.close();
    },
  };
}

export type Answer = { status: number; headers: Headers; body: unknown };

/** A caller of the HTTP API, with everything allowed unless another secret is given. */
export function caller(base: string, secret: string | undefined = 'ops-secret') {
  return async (
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> => {
    const response = await fetch(`${base}${path}`, {
      method,
      headers: {
        ...(secret ? { authorization: `Bearer ${secret}` } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: text === '' ? undefined : JSON.parse(text),
    };
  };
}

export const onOff = {
  definition: { state: 'ENABLED', variants: { on: true, off: false }, defaultVariant: 'on' },
  service: 'checkout',
} as const;
