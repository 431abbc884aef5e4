import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { stateEvent } from '@hormesis/events';
import { isReadable, type LogEntry } from '@hormesis/log';
import { startTestDatabase, type TestDatabase } from '@hormesis/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PostgresLog } from '../src/index.js';

function entry(id: string): LogEntry {
  const data = { environment: { id: 'production' }, artifactId: 'pkg:oci/checkout' };
  return {
    key: 'checkout',
    event: stateEvent({ name: 'service.deployed', subject: 'checkout', data }, { id, source: '/test' }),
  };
}

describe('a member of a group', () => {
  let test: TestDatabase;
  let log: PostgresLog;
  beforeAll(async () => {
    test = await startTestDatabase();
    log = await PostgresLog.open(test.database);
  });
  afterAll(async () => {
    await log.close();
    await test.drop();
  });

  it('goes on when the group was locked for longer than a member may be silent', async () => {
    const [topic, group] = [randomUUID(), randomUUID()];
    const seen: string[] = [];
    const errors: unknown[] = [];
    const consumer = await log.consume({
      group,
      topics: [topic],
      positionOf: async () => seen.length,
      handle: async ({ records }) => {
        seen.push(...records.filter(isReadable).map(({ event }) => event.id));
      },
      onError: (error) => errors.push(error),
    });
    await log.append(topic, [entry('before')]);
    await expect.poll(() => seen).toEqual(['before']);
    await test.database.transaction(async (tx) => {
      await tx.query(`select pg_advisory_xact_lock(hashtextextended('hormesis.log.group.' || $1, 0))::text`, [
        group,
      ]);
      await pause(5_500);
      await log.append(topic, [entry('meanwhile')]);
      await pause(500);
    });
    await expect.poll(() => seen, { timeout: 8_000 }).toEqual(['before', 'meanwhile']);
    expect(consumer.assigned()).toHaveLength(4);
    expect(errors[0], 'the report was given up, and said so').toMatchObject({ code: '55P03' });
    await consumer.stop();
  });
});
