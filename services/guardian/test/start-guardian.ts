import { setTimeout as sleep } from 'node:timers/promises';
import { Database } from '@hormesis/database';
import { type Event, type EventOf, keyOf, type StatementOf, stateEvent, topicOf } from '@hormesis/events';
import {
  defineFlag,
  type Flag,
  type FlagDefinition,
  type FlagStatement,
  flagDecider,
  flipFlag,
  rampFlag,
} from '@hormesis/flags';
import { GuardianModule } from '@hormesis/guardian-service';
import { type Token, TokenStore } from '@hormesis/http';
import { type EventLog, isReadable, topics } from '@hormesis/log';
import { PostgresLog } from '@hormesis/log-postgres';
import { createServiceApp, listen, type Platform, readPlatformConfig, systemClock } from '@hormesis/platform';
import { OutboxRelay, Streams } from '@hormesis/streams';
import { startTestDatabase } from '@hormesis/testing';
import { expect } from 'vitest';

const tokens: readonly Token[] = [
  { name: 'ops', secret: 'ops-secret', scopes: ['*'] },
  { name: 'viewer', secret: 'viewer-secret', scopes: ['read'] },
];

type Environment = Record<string, string>;

/** A guardian on a log in Postgres, and what surrounds it: emitters, flags, people. */
export async function startGuardian(env: Environment = {}) {
  const test = await startTestDatabase({ maxConnections: 20 });
  const running = await startCopy(test.url, env);
  return {
    ...running,
    databaseUrl: test.url,
    stop: async () => {
      await running.stop();
      await test.drop();
    },
  };
}

export async function startCopy(databaseUrl: string, env: Environment = {}) {
  const database = new Database(databaseUrl, { maxConnections: 10 });
  const log: EventLog = await PostgresLog.open(database);
  const platform: Platform = {
    config: { ...readPlatformConfig({ DATABASE_URL: databaseUrl }), port: 0 },
    database,
    log,
    relay: new OutboxRelay(database, log),
    tokens: new TokenStore(tokens),
    clock: systemClock,
    close: async () => undefined,
  };
  Object.assign(process.env, env);
  const app = await createServiceApp(platform, [GuardianModule]);
  for (const name of Object.keys(env)) delete process.env[name];
  const url = await listen(app, platform.config);
  const stop = async () => {
    await app.close();
    await log.close();
    await database.close();
  };
  return { url, database, log, call: caller(url), stop, ...surroundings(database, log) };
}

/** What others do: emit events and define flags; and how to look at the log. */
export function surroundings(database: Database, log: EventLog) {
  const flags = new Streams<Flag, FlagStatement>(database, log, flagDecider, { source: '/hormesis/flags' });
  const emit = async <S extends StatementOf>(statement: S, time?: string): Promise<EventOf<S['name']>> => {
    const event = stateEvent(statement, { source: '/emitter', ...(time ? { time } : {}) }) as EventOf<
      S['name']
    >;
    await log.append(topicOf(event), [{ key: keyOf(event), event }]);
    return event;
  };
  const story = async (service: string): Promise<Event[]> => {
    const all = await Promise.all([topics.changes, topics.incidents].map((topic) => readAll(log, topic)));
    return all.flat().filter(({ data }) => (data as { service?: { id?: string } }).service?.id === service);
  };
  return {
    emit,
    story,
    names: async (service: string) => (await story(service)).map(({ name }) => name).sort(),
    defineFlag: (key: string, service: string, over: Partial<FlagDefinition> = {}) =>
      flags.decide(key, (flag) =>
        defineFlag(flag, { definition: { ...onOff, ...over }, service, environment: 'production' }),
      ),
    turnOff: (key: string) => flags.decide(key, (flag) => flipFlag(flag, { state: 'DISABLED' })),
    ramp: (key: string, percentage: number) =>
      flags.decide(key, (flag) => rampFlag(flag, { variant: 'on', percentage })),
    isOn: async (key: string) => (await flags.load(key)).state.definition?.state === 'ENABLED',
  };
}

const onOff = { state: 'ENABLED' as const, variants: { on: true, off: false }, defaultVariant: 'on' };

async function readAll(log: EventLog, topic: string): Promise<Event[]> {
  const events: Event[] = [];
  for (const head of await log.heads(topic)) {
    for (let offset = 0; offset < head.offset; ) {
      const batch = await log.read({ ...head, offset }, 500);
      for (const record of batch.records) if (isReadable(record)) events.push(record.event);
      offset = batch.nextOffset;
    }
  }
  return events;
}

export const production = { environment: { id: 'production' } };

export function anomaly(
  subject: string,
  service: string,
  onset: Date = new Date(),
  environment = 'production',
) {
  return {
    name: 'anomaly.detected',
    subject,
    data: {
      service: { id: service },
      environment: { id: environment },
      metric: 'http.errors',
      onset: onset.toISOString(),
      method: 'alertmanager',
      severity: 'critical',
    },
  } satisfies StatementOf<'anomaly.detected'>;
}

export function cleared(subject: string, service: string) {
  const data = { service: { id: service }, ...production };
  return { name: 'anomaly.cleared', subject, data } satisfies StatementOf<'anomaly.cleared'>;
}

export function upgraded(
  service: string,
  version: string,
  previousVersion?: string,
  environment = 'production',
) {
  return {
    name: 'service.upgraded',
    subject: service,
    data: {
      environment: { id: environment },
      artifactId: `pkg:oci/${service}@${version}`,
      version,
      ...(previousVersion ? { previousVersion } : {}),
    },
  } satisfies StatementOf<'service.upgraded'>;
}

export type Answer = { status: number; body: Record<string, unknown> };

export function caller(base: string, secret = 'ops-secret') {
  return async (method: string, path: string, body?: unknown, token = secret): Promise<Answer> => {
    const response = await fetch(`${base}${path}`, {
      method,
      headers: {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? {} : JSON.parse(text) };
  };
}

/** Waits for what must come, on a busy machine too. */
export const eventually = <T>(read: () => T | Promise<T>) =>
  expect.poll(read, { timeout: 20_000, interval: 20 });

/** Long enough for whatever would happen by mistake. */
export const quiet = () => sleep(300);
