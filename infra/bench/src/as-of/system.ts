import type { Database } from '@hormesis/database';
import { type Event, encodeEvent } from '@hormesis/events';
import { changes, scene, taken, timeline } from './system-sql.js';

/** A record that a question can name. */
export type Named = { event: Event; topic: string; partition: number; offset: number };

/** Fills the read models, and lets the planner and the visibility map know, as autovacuum does in time. */
export async function fillSystem(db: Database, events: number): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.query(scene.replaceAll('$1', `${events}::bigint`));
    for (const statement of [timeline, changes, ...taken]) await tx.query(statement);
    await tx.query('DROP TABLE scene');
  });
  await db.query('VACUUM (ANALYZE) read.timeline_event__1');
  await db.query('VACUUM (ANALYZE) read.change__1');
}

/** Puts on the log the records, of so many events, that questions will name; the log of this benchmark holds no others. */
export async function nameRecords(db: Database, events: number, count: number): Promise<Named[]> {
  const ids = Array.from({ length: count }, () => `e${Math.floor(Math.random() * events)}`);
  const records = await db.query<Named>(
    `SELECT event, topic, partition, "offset" FROM read.timeline_event WHERE event_id = ANY ($1)`,
    [ids],
  );
  await db.query(
    `INSERT INTO log.record (topic, partition, "offset", key, event)
     SELECT u.topic, u.partition, u."offset", '', u.event
     FROM unnest($1::text[], $2::int[], $3::bigint[], $4::text[]) AS u(topic, partition, "offset", event)`,
    [
      records.map(({ topic }) => topic),
      records.map(({ partition }) => partition),
      records.map(({ offset }) => offset),
      records.map(({ event }) => JSON.stringify(encodeEvent(event))),
    ],
  );
  return records;
}
