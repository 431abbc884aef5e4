import { randomUUID } from 'node:crypto';
import { stateEvent } from '@hormesis/events';
import { isReadable, type LogEntry, receiptKey } from '@hormesis/log';
import { startTestDatabase, type TestDatabase } from '@hormesis/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LogHousekeeper, PostgresLog, PostgresReceipts } from '../src/index.js';

function entry(id: string, key = 'checkout'): LogEntry {
  const data = { environment: { id: 'production' }, artifactId: `pkg:oci/${key}` };
  return {
    key,
    event: stateEvent({ name: 'service.deployed', subject: key, data }, { id, source: '/test' }),
  };
}

const daysAgo = (days: number): Date => new Date(Date.now() - days * 86_400_000);

describe('LogHousekeeper', () => {
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

  /** Appends events of `checkout` (partition 2) as they were appended some days ago. */
  async function appendedBefore(days: number, topic: string, ids: readonly string[]): Promise<void> {
    const appended = await log.append(
      topic,
      ids.map((id) => entry(id)),
    );
    await test.database.query(
      `update log.record set appended_at = $1 where topic = $2 and partition = 2 and "offset" >= $3`,
      [daysAgo(days).toISOString(), topic, appended[0]?.position.offset],
    );
  }

  const idsOn = async (topic: string): Promise<string[]> => {
    const { records } = await log.read({ topic, partition: 2, offset: 0 }, 100_000);
    return records.filter(isReadable).map(({ event }) => event.id);
  };

  it('takes away the signals of more than 30 days ago, and of other topics nothing', async () => {
    await appendedBefore(40, 'hormesis.signals', ['old']);
    await appendedBefore(29, 'hormesis.signals', ['new']);
    await appendedBefore(4_000, 'hormesis.changes', ['ancient']);
    const report = await new LogHousekeeper(test.database).run();
    expect(report).toMatchObject({ records: { 'hormesis.signals': 1 }, busy: false });
    expect(await idsOn('hormesis.signals')).toEqual(['new']);
    expect(await idsOn('hormesis.changes')).toEqual(['ancient']);
  });

  it('keeps what stands behind a record that is not old enough', async () => {
    const topic = randomUUID();
    await appendedBefore(50, topic, ['a', 'b']);
    await appendedBefore(10, topic, ['c']);
    await appendedBefore(50, topic, ['d']);
    expect(await log.trim(topic, daysAgo(30))).toBe(2);
    expect(await idsOn(topic)).toEqual(['c', 'd']);
    expect(await log.trim(topic, daysAgo(30))).toBe(0);
  });

  it('takes away more than one step holds, while others append and read', async () => {
    const topic = randomUUID();
    const old = Array.from({ length: 12_000 }, (_, n) => `old-${n}`);
    await appendedBefore(50, topic, old);
    const trimming = log.trim(topic, daysAgo(30));
    for (let n = 0; n < 20; n++) await log.append(topic, [entry(`new-${n}`)]);
    expect(await trimming).toBe(12_000);
    expect(await idsOn(topic)).toEqual(Array.from({ length: 20 }, (_, n) => `new-${n}`));
    expect((await log.tails(topic))[2]?.offset).toBe(12_000);
  });

  it('forgets resent events after 30 days, and not before', async () => {
    const topic = randomUUID();
    await log.append(topic, [entry('long ago'), entry('of late')]);
    const receipts = await PostgresReceipts.open(test.database);
    const position = { topic: 'elsewhere', partition: 0, offset: 7 };
    const key = receiptKey(entry('elsewhere').event);
    await receipts.record([{ key, position }]);
    const again = async () =>
      (await log.append(topic, [entry('long ago'), entry('of late')])).map(({ duplicate }) => duplicate);
    const known = async () => (await receipts.claim('elsewhere', [{ key, least: position }])).known.size;
    await age(29);
    expect((await new LogHousekeeper(test.database).run()).receipts).toBe(0);
    expect(await again()).toEqual([true, true]);
    expect(await known()).toBe(1);
    await age(31, 1);
    const all = await new LogHousekeeper(test.database).run();
    expect(all.receipts).toBeGreaterThan(0);
    expect(await again()).toEqual([false, false]);
    expect(await known()).toBe(0);
  });

  /** Has all receipts be of so many days ago. */
  async function age(days: number, least = 0): Promise<void> {
    for (const table of ['log.receipt', 'log.elsewhere_receipt']) {
      const aged = await test.database.query(`update ${table} set noted_on = $1 returning 1`, [
        daysAgo(days).toISOString().slice(0, 10),
      ]);
      expect(aged.length).toBeGreaterThanOrEqual(least);
    }
  }

  it('leaves the work to another process that is at it', async () => {
    const topic = randomUUID();
    await appendedBefore(50, topic, ['a']);
    const housekeeper = new LogHousekeeper(test.database, { recordDays: { [topic]: 30 } });
    await test.database.transaction(async (tx) => {
      await tx.query(`select pg_advisory_xact_lock(hashtextextended('hormesis.log.housekeeping', 0))`);
      expect(await housekeeper.run()).toEqual({ records: { [topic]: 0 }, receipts: 0, busy: true });
    });
    expect(await housekeeper.run()).toMatchObject({ records: { [topic]: 1 }, busy: false });
  });

  it('does nothing once it is stopped', async () => {
    const topic = randomUUID();
    await appendedBefore(50, topic, ['a']);
    const housekeeper = new LogHousekeeper(test.database, { recordDays: { [topic]: 30 } });
    housekeeper.stop();
    expect((await housekeeper.run()).records).toEqual({ [topic]: 0 });
    expect(await idsOn(topic)).toEqual(['a']);
  });
});
