import type { Queryable } from '@hormesis/database';
import type { LogBatch, LogRecord, Position } from '@hormesis/log';
import { decodeRecord } from './decode-record.js';
import { RecentRecords, type RecordCache } from './record-cache.js';

/** A batch ends with the record that makes it this large (bytes of JSON), so that huge events do not fill the memory. */
const batchBytes = 4 * 1024 * 1024;

export type BatchRead = {
  batch: LogBatch;
  /** The first offset that is still on the log. */
  tail: number;
};

type Ends = { head: number; tail: number; offset: null };
type Row = { offset: number; key: string; event: string };

/** So few records are not cut, whatever their size: that costs more than to read them. */
export const fewRecords = 16;

/** Ends and records come from one statement, so they fit together. */
const ofFew = `
  with ends as (
    select next_offset as head, first_offset as tail from log.partition where topic = $1 and partition = $2
  )
  select head, tail, null::bigint as "offset", null as key, null as event from ends
  union all (
    select null, null, "offset", key, event from log.record
      where topic = $1 and partition = $2 and "offset" >= greatest($3, (select tail from ends))
      order by "offset" limit $4
  )`;

/**
 * The same for many. Where a page would be too large it is cut; the running
 * sum that this takes costs a third of the reading, so it is made only then.
 */
const ofMany = `
  with ends as (
    select next_offset as head, first_offset as tail from log.partition where topic = $1 and partition = $2
  ), page as materialized (
    select "offset", key, event from log.record
      where topic = $1 and partition = $2 and "offset" >= greatest($3, (select tail from ends))
      order by "offset" limit $4
  ), bytes as (
    select sum(octet_length(event)) as sum from page
  )
  select head, tail, null::bigint as "offset", null as key, null as event from ends
  union all
  select null, null, "offset", key, event from page where (select sum from bytes) < ${batchBytes}
  union all
  select null, null, "offset", key, event
    from (
      select *, sum(octet_length(event)) over (order by "offset" rows unbounded preceding) - octet_length(event) as before
        from page where (select sum from bytes) >= ${batchBytes}
    ) sized
    where before < ${batchBytes}`;

/** Reads from the position on, or from the first record that is still there. */
export async function readBatch(
  on: Queryable,
  cache: RecordCache,
  from: Position,
  limit: number,
): Promise<BatchRead> {
  const { topic, partition, offset } = from;
  const statement = limit <= fewRecords ? ofFew : ofMany;
  const found = await on.query<Ends | Row>(statement, [topic, partition, offset, limit]);
  const { head, tail } = found.find(isEnds) ?? { head: 0, tail: 0 };
  const rows = found.filter(isRow).sort((one, other) => one.offset - other.offset);
  const recent = cache.of(from);
  const records = rows.map((row) => recordOf(row, from, head, recent));
  const last = records.at(-1)?.position.offset;
  const nextOffset = last === undefined ? Math.max(offset, tail) : last + 1;
  return { batch: { topic, partition, records, nextOffset, head }, tail };
}

function isEnds(row: Ends | Row): row is Ends {
  return row.offset === null;
}

function isRow(row: Ends | Row): row is Row {
  return row.offset !== null;
}

function recordOf(
  { offset, key, event }: Row,
  { topic, partition }: Position,
  head: number,
  recent: RecentRecords,
): LogRecord {
  const isRecent = RecentRecords.holds(offset, head);
  const kept = isRecent ? recent.get(offset) : undefined;
  if (kept) return kept;
  const record = decodeRecord({ topic, partition, offset }, key, event);
  if (isRecent) recent.put(record, event);
  return record;
}
