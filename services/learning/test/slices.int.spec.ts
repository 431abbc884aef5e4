import { Database, migrate } from '@hormesis/database';
import { stateEvent } from '@hormesis/events';
import { learningMigrations } from '@hormesis/learning-service';
import { type EventLog, topics } from '@hormesis/log';
import { migrateLog, PostgresLog } from '@hormesis/log-postgres';
import { startTestDatabase } from '@hormesis/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { slicePerService, slicesOf } from '../src/run-backtests/slices.js';

const begin = Date.parse('2026-11-20T10:00:00Z');
const period = { from: begin, to: begin + 60 * 60_000 };
const limits = { atOnce: 100, most: 1_000 };

let test: Awaited<ReturnType<typeof startTestDatabase>>;
let database: Database;
let log: EventLog;

beforeAll(async () => {
  test = await startTestDatabase({ maxConnections: 10 });
  await migrateLog(test.database);
  database = new Database(test.url, { maxConnections: 2 });
  await migrate(database, learningMigrations);
  log = await PostgresLog.open(database);
  await inChunks({ basket: 40, checkout: 90, images: 20 });
  await onLog('newcomer', 5);
  await onLog('images', 70);
});
afterAll(async () => {
  await log?.close();
  await database?.close();
  await test?.drop();
});

async function inChunks(windows: Record<string, number>): Promise<void> {
  await database.query(
    `WITH series AS (
       INSERT INTO learning.signal_series (service, environment, metric, cohort)
       SELECT name, 'production', 'http.errors', 'all' FROM unnest($1::text[]) AS name RETURNING id, service)
     INSERT INTO learning.signal_chunk (series, day, "offset", windows, bytes)
     SELECT id, $3::date, 0, windows, '' FROM series JOIN unnest($1::text[], $2::int[]) AS w (service, windows) USING (service)`,
    [Object.keys(windows), Object.values(windows), '2026-11-20'],
  );
}

/** As windows are that no chunk holds yet. */
async function onLog(service: string, count: number): Promise<void> {
  const entries = Array.from({ length: count }, (_, n) => {
    const start = new Date(begin + n * 10_000).toISOString();
    const of = { service: { id: service }, environment: { id: 'production' } };
    const data = { ...of, metric: 'http.errors', cohort: 'all', start, durationMs: 10_000, total: 9, bad: 0 };
    const statement = { name: 'signal.measured' as const, subject: service, data };
    return { key: service, event: stateEvent(statement, { source: '/shop', time: start }) };
  });
  await log.append(topics.signals, entries);
}

const sliced = (byService: boolean, over: Partial<typeof limits> = {}, services?: string[]) =>
  slicesOf(database, log, { ...period, services, byService }, { ...limits, ...over });

describe('a record that is too large to be read at once', () => {
  it('is read a few services at a time, with those that are on the log only so far', async () => {
    expect(await sliced(true)).toEqual([
      { services: ['basket'], windows: 40 },
      { services: ['checkout'], windows: 90 },
      { services: ['images', 'newcomer'], windows: 95 },
    ]);
    expect(await sliced(true, {}, ['checkout', 'newcomer'])).toEqual([
      { services: ['checkout', 'newcomer'], windows: 95 },
    ]);
  });

  it('is read whole where it is small, or where a rule looks across services', async () => {
    const whole = [{ services: undefined, windows: 225 }];
    expect(await sliced(true, { atOnce: 225 })).toEqual(whole);
    expect(await sliced(false)).toEqual(whole);
  });

  it('is refused where all of it, or one service alone, does not fit', async () => {
    await expect(sliced(false, { most: 200 })).rejects.toThrow(/looks across services/);
    const alone = /Of checkout alone 90 windows are on record, more than the 80/;
    await expect(sliced(true, { most: 80 })).rejects.toThrow(alone);
    const wanted = { ...period, services: ['basket', 'checkout', 'nowhere'] };
    await expect(slicePerService(database, log, wanted, { ...limits, most: 80 })).rejects.toThrow(alone);
    expect(await slicePerService(database, log, wanted, limits)).toMatchObject([
      { service: 'basket', windows: 40 },
      { service: 'checkout', windows: 90 },
      { service: 'nowhere', windows: 0 },
    ]);
  });
});
