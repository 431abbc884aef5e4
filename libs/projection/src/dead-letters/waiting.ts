import type { Queryable } from '@hormesis/database';
import type { Event } from '@hormesis/events';
import type { EventRecord, Position } from '@hormesis/log';
import type { Keeper } from '../store/checkpoint.js';

/** A letter that waits in its row. */
export type Waiting = { seq: number; rowKey: string; position: Position; record: EventRecord };

type Row = { seq: number; rowKey: string; event: string } & Position;

/** The first letters of these rows, at most `limit`, in order. */
export async function loadWaiting(
  tx: Queryable,
  { name, build }: Keeper,
  rowKeys: readonly string[],
  limit: number,
): Promise<Waiting[]> {
  const rows = await tx.query<Row>(
    `SELECT seq, row_key AS "rowKey", topic, partition, "offset", event FROM projection.dead_letter
     WHERE projection = $1 AND build = $2 AND state = 'parked'
       AND md5(row_key) = ANY (ARRAY(SELECT md5(u.row_key) FROM unnest($3::text[]) AS u(row_key)))
       AND row_key = ANY ($3::text[])
     ORDER BY seq LIMIT $4`,
    [name, build, rowKeys, limit],
  );
  return rows.map(({ seq, rowKey, event, ...position }) => ({
    seq,
    rowKey,
    position,
    record: storedRecord(position, event),
  }));
}

/** A record as a letter keeps it: its event as it was understood when it was parked. */
export function storedRecord(position: Position, event: string): EventRecord {
  return { position, key: '', event: JSON.parse(event) as Event };
}
