import { Database } from '@hormesis/database';
import type { Event, TopicName } from '@hormesis/events';
import { type Token, TokenStore } from '@hormesis/http';
import { IntakeModule } from '@hormesis/intake-service';
import { type EventLog, isReadable, parsePosition } from '@hormesis/log';
import { PostgresLog } from '@hormesis/log-postgres';
import { type Clock, createServiceApp, listen, type Platform, readPlatformConfig } from '@hormesis/platform';
import { OutboxRelay } from '@hormesis/streams';
import { startTestDatabase } from '@hormesis/testing';

const tokens: readonly Token[] = [
  { name: 'ci', secret: 'ci-secret-1', scopes: ['events:write', 'read'] },
  { name: 'viewer', secret: 'viewer-secret', scopes: ['read'] },
];

/** The time by the clock of the service under test. */
export const now = new Date('2026-11-22T10:00:00.500Z');

/** The intake on a log in Postgres; `around` may put another log before it, and `clock` another time. */
export async function startIntake(
  around: (log: EventLog) => EventLog = (log) => log,
  clock: Clock = { now: () => now },
) {
  const test = await startTestDatabase();
  const database = new Database(test.url, { maxConnections: 10 });
  const log: EventLog = await PostgresLog.open(database);
  const platform: Platform = {
    config: { ...readPlatformConfig({ DATABASE_URL: test.url }), port: 0 },
    database,
    log: around(log),
    relay: new OutboxRelay(database, log),
    tokens: new TokenStore(tokens),
    clock,
    close: async () => undefined,
  };
  const app = await createServiceApp(platform, [IntakeModule]);
  const url = await listen(app, platform.config);
  return {
    url,
    database,
    /** The event at a position, as it stands on the log. */
    eventAt: async (position: string) => {
      const at = parsePosition(position);
      const [record] = at ? (await log.read(at, 1)).records : [];
      if (!record || !isReadable(record)) throw new Error(`There is no event at ${position}.`);
      return record.event;
    },
    /** The events of a topic, partition by partition. */
    eventsOn: async (topic: TopicName): Promise<Event[]> => {
      const heads = await log.heads(topic);
      const read = await Promise.all(
        heads.map(({ partition }) => log.read({ topic, partition, offset: 0 }, 10_000)),
      );
      return read.flatMap(({ records }) => records.flatMap((one) => (isReadable(one) ? [one.event] : [])));
    },
    /** How many events stand on the log. */
    countEvents: async () => {
      const [row] = await database.query<{ count: number }>('select count(*)::int as count from log.record');
      return row?.count ?? 0;
    },
    stop: async () => {
      await app.close();
      await log.close();
      await database.close();
      await test.drop();
    },
  };
}

export type Answer = { status: number; headers: Headers; body: Body };
export type Accepted = { index: number; id: string; source: string; position: string; duplicate: boolean };
export type Body = {
  events: Accepted[];
  accepted: Accepted[];
  problem: Problem;
} & Problem;
type Problem = {
  code: string;
  title: string;
  hint: string;
  errors: { index: number; field: string; reason: string; hint: string }[];
};

type Sending = { headers?: Record<string, string>; secret?: string | null; method?: string; path?: string };

/** Sends to the intake, as `ci` unless another secret is given. */
export function sender(base: string) {
  return async (
    contentType: string | undefined,
    body: unknown,
    { headers = {}, secret = 'ci-secret-1', method = 'POST', path = '/v1/events' }: Sending = {},
  ): Promise<Answer> => {
    const response = await fetch(`${base}${path}`, {
      method,
      headers: {
        ...(secret ? { authorization: `Bearer ${secret}` } : {}),
        ...(contentType ? { 'content-type': contentType } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { body: bytesOf(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: (text === '' ? undefined : JSON.parse(text)) as Body,
    };
  };
}

function bytesOf(body: unknown): Uint8Array<ArrayBuffer> | string {
  if (body instanceof Uint8Array) return new Uint8Array(body);
  return typeof body === 'string' ? body : JSON.stringify(body);
}
