import type { Queryable } from '@hormesis/database';
import type { LogBatch, Position } from '@hormesis/log';
import { decodeRecord } from './decode-record.js';
import type { RecordCache } from './record-cache.js';

/** A batch ends with the record that makes it this large (bytes of JSON), so that huge events do not fill the memory. */
const batchBytes = 4 * 1024 * 1024;

type Row = { head: number; offset: number | null; key: string; event: string };

/** Head and records come from one statement, so they fit together. */
const statement = `
  select p.next_offset as head, r."offset", r.key, r.event
    from log.partition p
    left join lateral (
      select * from (
        select "offset", key, event,
               sum(octet_length(event)) over (order by "offset" rows unbounded preceding) - octet_length(event) as before
          from log.record
          where topic = $1 and partition = $2 and "offset" >= $3
          order by "offset" limit $4
      ) sized where before < ${batchBytes}
    ) r on true
    where p.topic = $1 and p.partition = $2
    order by r."offset"`;

export async function readBatch(
  on: Queryable,
  cache: RecordCache,
  from: Position,
  limit: number,
): Promise<LogBatch> {
  const { topic, partition } = from;
  const rows = await on.query<Row>(statement, [topic, partition, from.offset, limit]);
  const records = rows.flatMap(({ offset, key, event }) => {
    if (offset === null) return [];
    const position = { topic, partition, offset };
    return [cache.at(position, event, () => decodeRecord(position, key, event))];
  });
  const nextOffset = (records.at(-1)?.position.offset ?? from.offset - 1) + 1;
  return { topic, partition, records, nextOffset, head: rows[0]?.head ?? 0 };
}
