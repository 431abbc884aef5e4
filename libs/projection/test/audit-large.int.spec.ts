import { topics } from '@hormesis/log';
import { PostgresLog } from '@hormesis/log-postgres';
import { startTestDatabase, type TestDatabase } from '@hormesis/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { migrateProjections } from '../src/index.js';
import { addTally, tallyOf } from '../src/store/checksum.js';
import { auditorOf, openFindings, startAuditAnew } from './audited.js';
import { deployed } from './ledger.js';

const { changes } = topics;
const partition = 2;
const records = 34_000;
const chunk = 1_000;

let test: TestDatabase;
let log: PostgresLog;
beforeAll(async () => {
  test = await startTestDatabase();
  await migrateProjections(test.database);
  await startAuditAnew(test.database);
  log = await PostgresLog.open(test.database);
  for (let first = 0; first < records; first += chunk) {
    const events = Array.from({ length: chunk }, (_, n) => `id-${first + n}`);
    const time = '2026-01-01T00:00:00.000Z';
    await log.append(
      changes,
      events.map((id) => ({ key: 'checkout', event: deployed('checkout', id, time, id) })),
    );
  }
});
afterAll(async () => {
  await log.close();
  await test.drop();
});

/** Puts a reader's checkpoint where it would be after it has taken in these ranges of offsets. */
async function stand(reader: string, ...ranges: (readonly [from: number, to: number])[]): Promise<void> {
  let tally = { records: 0, checksum: 0n };
  for (const [from, to] of ranges) {
    for (let offset = from; offset < to; ) {
      const batch = await log.read({ topic: changes, partition, offset }, Math.min(chunk, to - offset));
      tally = addTally(tally, tallyOf(batch.records));
      offset = batch.nextOffset;
    }
  }
  await test.database.query(
    `INSERT INTO projection.checkpoint (projection, build, topic, partition, next_offset, records, checksum)
     VALUES ($1, 1, $2, $3, $4, $5, $6)
     ON CONFLICT (projection, build, topic, partition) DO UPDATE SET next_offset = excluded.next_offset,
       records = excluded.records, checksum = excluded.checksum`,
    [reader, changes, partition, ranges.at(-1)?.[1], tally.records, tally.checksum.toString()],
  );
}

it('compares those that lag behind from the nearest place that it knows, and names what they lose', async () => {
  let read = 0;
  const counting = new Proxy(log, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target);
      if (name !== 'read') return typeof member === 'function' ? member.bind(target) : member;
      return async (...asked: Parameters<PostgresLog['read']>) => {
        const batch = await target.read(...asked);
        read += batch.records.length;
        return batch;
      };
    },
  });
  const auditor = auditorOf(test, counting);
  await stand('first', [0, 34_000]);
  await auditor.round();
  expect(read).toBe(34_000);
  const points = await test.database.query('SELECT "offset" FROM projection.audit_point ORDER BY 1');
  expect(points).toEqual([{ offset: 0 }, { offset: 10_000 }, { offset: 20_000 }, { offset: 30_000 }]);

  read = 0;
  await stand('late', [0, 23_500]);
  await auditor.round();
  expect(read, 'from 20,000 on, in whole batches').toBeLessThanOrEqual(4_000);
  read = 0;
  await stand('late', [0, 25_200]);
  await auditor.round();
  expect(read, 'from where it stood').toBeLessThanOrEqual(2_000);
  expect(await openFindings(test.database)).toEqual([]);

  await stand('late', [0, 26_000], [26_017, 29_000]);
  await auditor.round();
  expect(await openFindings(test.database)).toMatchObject([
    { kind: 'missing', projection: 'late', from: 26_000, to: 26_017, exact: true, expected: 17, actual: 0 },
  ]);
  await auditor.stop();
});

it('reads no more at a time than it may, and gets to the end in many rounds', async () => {
  await startAuditAnew(test.database);
  await stand('first', [0, 34_000]);
  const auditor = auditorOf(test, log, { workMs: 1, batchRecords: 500 });
  await auditor.round();
  const after = async () =>
    (await test.database.query<{ at: number }>('SELECT next_offset AS at FROM projection.audit_scan'))[0]?.at;
  expect(await after()).toBe(500);
  expect((await test.database.query('SELECT behind FROM projection.audit_run'))[0]).toEqual({
    behind: 33_500,
  });
  for (let round = 1; round < 68; round += 1) await auditor.round();
  expect(await after()).toBe(34_000);
  expect((await test.database.query('SELECT behind FROM projection.audit_run'))[0]).toEqual({ behind: 0 });
  expect(await openFindings(test.database)).toEqual([]);
  await auditor.stop();
});
