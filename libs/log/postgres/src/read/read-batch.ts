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

type Row = { head: number; tail: number; offset: number | null; key: string; event: string };

/** Head, tail and records come from one statement, so they fit together. */
const statement = `
  select p.next_offset as head, p.first_offset as tail, r."offset", r.key, r.event
    from log.partition p
    left join lateral (
      select * from (
        select "offset", key, event,
               sum(octet_length(event)) over (order by "offset" rows unbounded preceding) - octet_length(event) as before
          from log.record
          where topic = $1 and partition = $2 and "offset" >= greatest($3, p.first_offset)
          order by "offset" limit $4
      ) sized where before < ${batchBytes}
    ) r on true
    where p.topic = $1 and p.partition = $2
    order by r."offset"`;

/** Reads from the position on, or from the first record that is still there. */
export async function readBatch(
  on: Queryable,
  cache: RecordCache,
  from: Position,
  limit: number,
): Promise<BatchRead> {
  const { topic, partition, offset } = from;
  const rows = await on.query<Row>(statement, [topic, partition, offset, limit]);
  const { head = 0, tail = 0 } = rows[0] ?? {};
  const recent = cache.of(from);
  const records: LogRecord[] = [];
  for (const row of rows) if (row.offset !== null) records.push(recordOf(row, row.offset, from, recent));
  const last = records.at(-1)?.position.offset;
  const nextOffset = last === undefined ? Math.max(offset, tail) : last + 1;
  return { batch: { topic, partition, records, nextOffset, head }, tail };
}

function recordOf(
  { head, key, event }: Row,
  offset: number,
  { topic, partition }: Position,
  recent: RecentRecords,
): LogRecord {
  const isRecent = RecentRecords.holds(offset, head);
  const kept = isRecent ? recent.get(offset) : undefined;
  if (kept) return kept;
  const record = decodeRecord({ topic, partition, offset }, key, event);
  if (isRecent) recent.put(record, event);
  return record;
}
