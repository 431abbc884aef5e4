import { Database } from '@hormesis/database';
import {
  type Event,
  type EventOf,
  isEvent,
  keyOf,
  type StatementOf,
  stateEvent,
  topicOf,
} from '@hormesis/events';
import { TokenStore } from '@hormesis/http';
import { type EventLog, isReadable, topics } from '@hormesis/log';
import { PostgresLog } from '@hormesis/log-postgres';
import { createServiceApp, listen, type Platform, readPlatformConfig, systemClock } from '@hormesis/platform';
import { SentinelModule } from '@hormesis/sentinel-service';
import { OutboxRelay } from '@hormesis/streams';
import { expect } from 'vitest';

export const production = { environment: { id: 'production' } };

/** A sentinel of its own on a log in Postgres. */
export async function startSentinel(databaseUrl: string) {
  const database = new Database(databaseUrl, { maxConnections: 6 });
  const log: EventLog = await PostgresLog.open(database);
  const platform: Platform = {
    config: { ...readPlatformConfig({ DATABASE_URL: databaseUrl }), port: 0 },
    database,
    log,
    relay: new OutboxRelay(database, log),
    tokens: new TokenStore([{ name: 'ops', secret: 'ops-secret', scopes: ['*'] }]),
    clock: systemClock,
    close: async () => undefined,
  };
  const app = await createServiceApp(platform, [SentinelModule]);
  const url = await listen(app, platform.config);
  return {
    log,
    get: async (path: string) =>
      (await fetch(`${url}${path}`, { headers: { authorization: 'Bearer ops-secret' } })).json(),
    stop: async () => {
      await app.close();
      await log.close();
      await database.close();
    },
  };
}

/** Appends events as they became known, all at once. */
export async function emit(log: EventLog, events: readonly Event[]): Promise<void> {
  const byTopic = Map.groupBy(events, (event) => topicOf(event));
  for (const [topic, some] of byTopic)
    await log.append(
      topic,
      some.map((event) => ({ key: keyOf(event), event })),
    );
}

export function known<S extends StatementOf>(statement: S, at: number): EventOf<S['name']> {
  const time = new Date(at).toISOString();
  return stateEvent(statement, { source: '/emitter', time, recordedTime: time }) as EventOf<S['name']>;
}

/** A second of a service's traffic, for those with a version. */
export function second(service: string, end: number, cohort: string, total: number, bad: number): Event {
  return known(
    {
      name: 'signal.measured',
      subject: `${service}-${cohort}`,
      data: {
        service: { id: service },
        ...production,
        metric: 'http.errors',
        cohort,
        start: new Date(end - 1_000).toISOString(),
        durationMs: 1_000,
        total,
        bad,
      },
    },
    end + 50,
  );
}

type Said = 'anomaly.detected' | 'anomaly.cleared';

export async function anomaliesOf<Name extends Said = 'anomaly.detected'>(
  log: EventLog,
  service: string,
  name: Name = 'anomaly.detected' as Name,
): Promise<EventOf<Name>[]> {
  const found: EventOf<Name>[] = [];
  for (const head of await log.heads(topics.incidents)) {
    const { records } = await log.read({ ...head, offset: 0 }, 1_000);
    for (const record of records)
      if (isReadable(record) && isEvent(record.event, name)) found.push(record.event as EventOf<Name>);
  }
  return found.filter(({ data }) => data.service.id === service);
}

export const eventually = <T>(read: () => T | Promise<T>) =>
  expect.poll(read, { timeout: 20_000, interval: 50 });
