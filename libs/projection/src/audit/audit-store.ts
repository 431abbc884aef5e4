import type { Database, Queryable } from '@hormesis/database';
import type { TopicPartition } from '@hormesis/log';
import { nameOf } from '../runner/count-taken.js';
import type { Tally } from '../store/checksum.js';
import type { Changes } from './changes.js';
import type { Ledger } from './ledger.js';
import type { PartitionAudit, Scan } from './partition-audit.js';
import type { Sighting } from './sighting.js';
import type { Place } from './walk.js';

/** Another auditor has taken over. */
export class Superseded extends Error {
  override readonly name = 'Superseded';
}

type ScanRow = TallyRow & { topic: string; partition: number; base: number; next_offset: number };
type TallyRow = { records: number; checksum: string };
type LedgerRow = {
  projection: string;
  build: number;
  topic: string;
  partition: number;
  from_offset: number;
  origin_records: number | null;
  origin_checksum: string | null;
  good_offset: number | null;
  own_records: number | null;
  own_checksum: string | null;
  log_records: number | null;
  log_checksum: string | null;
};

/** What the audit of a partition knew when it was saved. */
export type Saved = TopicPartition & { scan: Scan; ledgers: Map<string, Ledger> };

/** Begins an audit: whoever did it before can save nothing any more. */
export async function beginAudit(db: Queryable): Promise<number> {
  const [row] = await db.query<{ epoch: number }>(
    'UPDATE projection.audit_run SET epoch = epoch + 1, started_at = now() RETURNING epoch',
  );
  return Number(row?.epoch ?? 0);
}

export async function loadAudits(db: Queryable): Promise<Saved[]> {
  const scans = await db.query<ScanRow>(
    'SELECT topic, partition, base, next_offset, records, checksum::text AS checksum FROM projection.audit_scan',
  );
  const ledgers = await db.query<LedgerRow>(
    `SELECT projection, build, topic, partition, from_offset, origin_records, origin_checksum::text AS origin_checksum,
            good_offset, own_records, own_checksum::text AS own_checksum, log_records,
            log_checksum::text AS log_checksum
     FROM projection.audit_ledger`,
  );
  return scans.map((scan) => ({
    topic: scan.topic,
    partition: scan.partition,
    scan: { base: Number(scan.base), front: { at: Number(scan.next_offset), tally: tallyIn(scan) } },
    ledgers: new Map(
      ledgers
        .filter(({ topic, partition }) => topic === scan.topic && partition === scan.partition)
        .map((row) => [nameOf({ name: row.projection, build: row.build }), ledgerIn(row)]),
    ),
  }));
}

/** The last point at or before an offset. */
export async function pointBefore(
  db: Queryable,
  { topic, partition }: TopicPartition,
  offset: number,
): Promise<Place | undefined> {
  const rows = await db.query<TallyRow & { offset: number }>(
    `SELECT "offset", records, checksum::text AS checksum FROM projection.audit_point
     WHERE topic = $1 AND partition = $2 AND "offset" <= $3 ORDER BY "offset" DESC LIMIT 1`,
    [topic, partition, offset],
  );
  return rows.map(placeIn)[0];
}

/** The first points at or after an offset. */
export async function pointsFrom(
  db: Queryable,
  { topic, partition }: TopicPartition,
  offset: number,
  most: number,
): Promise<Place[]> {
  const rows = await db.query<TallyRow & { offset: number }>(
    `SELECT "offset", records, checksum::text AS checksum FROM projection.audit_point
     WHERE topic = $1 AND partition = $2 AND "offset" >= $3 ORDER BY "offset" LIMIT $4`,
    [topic, partition, offset, most],
  );
  return rows.map(placeIn);
}

/** Saves how far the audit of a partition is. Points that are no longer within it go. */
export async function saveAudit(tx: Queryable, audit: PartitionAudit, changes: Changes): Promise<void> {
  const { topic, partition } = audit.partition;
  const { base, front } = audit;
  await tx.query(
    `INSERT INTO projection.audit_scan (topic, partition, base, next_offset, records, checksum)
     VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (topic, partition) DO UPDATE SET base = excluded.base, next_offset = excluded.next_offset,
       records = excluded.records, checksum = excluded.checksum, scanned_at = now()`,
    [topic, partition, base, front.at, front.tally.records, front.tally.checksum.toString()],
  );
  await tx.query(
    `DELETE FROM projection.audit_point
     WHERE topic = $1 AND partition = $2 AND ("offset" < $3 OR "offset" > $4)`,
    [topic, partition, base, front.at],
  );
  const points = changes.points.filter(({ at }) => at >= base && at <= front.at);
  await tx.query(
    `INSERT INTO projection.audit_point (topic, partition, "offset", records, checksum)
     SELECT $1, $2, * FROM unnest($3::bigint[], $4::bigint[], $5::bigint[])
     ON CONFLICT (topic, partition, "offset") DO UPDATE SET records = excluded.records, checksum = excluded.checksum`,
    [
      topic,
      partition,
      points.map(({ at }) => at),
      points.map(({ tally }) => tally.records),
      points.map(({ tally }) => tally.checksum.toString()),
    ],
  );
  await saveLedgers(tx, audit.partition, [...changes.ledgers.values()]);
}

type Changed = { sighting: Sighting; ledger: Ledger };

async function saveLedgers(
  tx: Queryable,
  { topic, partition }: TopicPartition,
  changed: readonly Changed[],
): Promise<void> {
  if (changed.length === 0) return;
  const pick = <T>(value: (one: Changed) => T) => changed.map(value);
  await tx.query(
    `INSERT INTO projection.audit_ledger (projection, build, topic, partition, from_offset, origin_records,
       origin_checksum, good_offset, own_records, own_checksum, log_records, log_checksum, compared_at)
     SELECT u.projection, u.build, $1, $2, u.from_offset, u.origin_records, u.origin_checksum, u.good_offset,
            u.own_records, u.own_checksum, u.log_records, u.log_checksum, now()
     FROM unnest($3::text[], $4::int[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[], $9::bigint[],
                 $10::bigint[], $11::bigint[], $12::bigint[])
          AS u(projection, build, from_offset, origin_records, origin_checksum, good_offset, own_records,
               own_checksum, log_records, log_checksum)
     ON CONFLICT (projection, build, topic, partition) DO UPDATE SET from_offset = excluded.from_offset,
       origin_records = excluded.origin_records, origin_checksum = excluded.origin_checksum,
       good_offset = excluded.good_offset, own_records = excluded.own_records, own_checksum = excluded.own_checksum,
       log_records = excluded.log_records, log_checksum = excluded.log_checksum, compared_at = now()`,
    [
      topic,
      partition,
      pick(({ sighting }) => sighting.keeper.name),
      pick(({ sighting }) => sighting.keeper.build),
      pick(({ ledger }) => ledger.from),
      pick(({ ledger }) => ledger.origin?.records ?? null),
      pick(({ ledger }) => ledger.origin?.checksum.toString() ?? null),
      pick(({ ledger }) => ledger.good?.at ?? null),
      pick(({ ledger }) => ledger.good?.own.records ?? null),
      pick(({ ledger }) => ledger.good?.own.checksum.toString() ?? null),
      pick(({ ledger }) => ledger.good?.log.records ?? null),
      pick(({ ledger }) => ledger.good?.log.checksum.toString() ?? null),
    ],
  );
}

/** Says how the audit as a whole stands. @throws {Superseded} if another one has begun since. */
export async function saveRun(
  tx: Queryable,
  epoch: number,
  { comparedAt, behind }: { comparedAt: number | undefined; behind: number },
): Promise<void> {
  const rows = await tx.query(
    `UPDATE projection.audit_run SET behind = $2, compared_at = coalesce($3, compared_at)
     WHERE epoch = $1 RETURNING 1`,
    [epoch, behind, comparedAt === undefined ? null : new Date(comparedAt).toISOString()],
  );
  if (rows.length === 0) throw new Superseded('Another process audits now.');
}

/** Forgets keepers that are gone, and resolves what was found of them. */
export async function forgetGone(db: Database): Promise<void> {
  await db.query(
    `DELETE FROM projection.audit_ledger l WHERE NOT EXISTS (
       SELECT FROM projection.checkpoint c WHERE c.projection = l.projection AND c.build = l.build
         AND c.topic = l.topic AND c.partition = l.partition)`,
  );
  await db.query(
    `UPDATE projection.audit_finding f SET resolved_at = now(), resolution = 'made anew'
     WHERE f.resolved_at IS NULL AND f.projection IS NOT NULL AND NOT EXISTS (
       SELECT FROM projection.checkpoint c WHERE c.projection = f.projection AND c.build = f.build)`,
  );
}

function placeIn(row: TallyRow & { offset: number }): Place {
  return { at: Number(row.offset), tally: tallyIn(row) };
}

function tallyIn({ records, checksum }: TallyRow): Tally {
  return { records: Number(records), checksum: BigInt(checksum) };
}

function tallyOrNull(records: number | null, checksum: string | null): Tally | null {
  return records === null || checksum === null ? null : tallyIn({ records, checksum });
}

function ledgerIn(row: LedgerRow): Ledger {
  const own = tallyOrNull(row.own_records, row.own_checksum);
  const log = tallyOrNull(row.log_records, row.log_checksum);
  return {
    from: Number(row.from_offset),
    origin: tallyOrNull(row.origin_records, row.origin_checksum),
    good: own && log && row.good_offset !== null ? { at: Number(row.good_offset), own, log } : null,
  };
}
