import type { Queryable } from '@hormesis/database';
import type { LogBatch, Position } from '@hormesis/log';
import { decodeRecord } from './decode-record.js';

type Row = { head: number; offset: number | null; key: string; event: string };

/** Head and records come from one statement, so they fit together. */
const statement = `
  select p.next_offset as head, r."offset", r.key, r.event
    from log.partition p
    left join lateral (
      select "offset", key, event from log.record
        where topic = $1 and partition = $2 and "offset" >= $3
        order by "offset" limit $4
    ) r on true
    where p.topic = $1 and p.partition = $2
    order by r."offset"`;

export async function readBatch(on: Queryable, from: Position, limit: number): Promise<LogBatch> {
  const { topic, partition, offset } = from;
  const rows = await on.query<Row>(statement, [topic, partition, offset, limit]);
  const records = rows.flatMap((row) =>
    row.offset === null ? [] : [decodeRecord({ topic, partition, offset: row.offset }, row.key, row.event)],
  );
  const nextOffset = (records.at(-1)?.position.offset ?? offset - 1) + 1;
  return { topic, partition, records, nextOffset, head: rows[0]?.head ?? 0 };
}
