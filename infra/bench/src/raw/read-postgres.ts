import { decodeEvent } from '@hormesis/events';
import type { Position } from '@hormesis/log';
import pg from 'pg';
import type { Stage } from '../stage/stage.js';
import type { RawReading, RawRecord } from './raw-reader.js';

const batchSize = 1_000;
const sql =
  'select "offset", event from log.record where topic = $1 and partition = $2 and "offset" >= $3 order by "offset" limit $4';

type Row = { offset: string; event: string };

/** A connection for each lane; the next page is asked for before this one is handled. */
export async function readPostgres(
  { url }: Stage,
  heads: readonly Position[],
  { lanes, limit = Number.POSITIVE_INFINITY, handle }: RawReading,
): Promise<number> {
  const waiting = [...heads];
  let count = 0;
  const readLane = async (lane: number) => {
    const client = new pg.Client(url);
    await client.connect();
    for (let head = waiting.shift(); head && count < limit; head = waiting.shift()) {
      const { topic, partition } = head;
      const page = (offset: number) =>
        client.query<Row>({ name: 'page', text: sql, values: [topic, partition, offset, batchSize] });
      let next = page(0);
      for (let offset = 0; offset < head.offset && count < limit; offset += batchSize) {
        const { rows } = await next;
        next = page(offset + batchSize);
        const records = rows.map((row) => recordOf(row, topic, partition)).slice(0, limit - count);
        count += records.length;
        await handle(records, lane);
      }
      await next;
    }
    await client.end();
  };
  await Promise.all(Array.from({ length: lanes }, (_, lane) => readLane(lane)));
  return count;
}

function recordOf({ offset, event }: Row, topic: string, partition: number): RawRecord {
  return { position: { topic, partition, offset: Number(offset) }, event: decodeEvent(JSON.parse(event)) };
}
