import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '@hormesis/database';
import type { Event } from '@hormesis/events';
import type { Position } from '@hormesis/log';

const pauseMs = 10;

type Published = { source: string; id: string; topic: string; partition: number; offset: number };

/** Waits until the outbox has appended all events to the log; where each of them stands, in order. */
export async function publishedPositions(
  db: Database,
  events: readonly Event[],
  timeoutMs: number,
): Promise<Position[]> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const found = await find(db, events);
    if (found.length === events.length) return found;
    if (Date.now() > deadline) {
      throw new Error(
        `${events.length - found.length} decided events were not on the log after ${timeoutMs} ms. They will be: check that the log can be reached.`,
      );
    }
    await sleep(pauseMs);
  }
}

async function find(db: Database, events: readonly Event[]): Promise<Position[]> {
  const rows = await db.query<Published>(
    `select e.source, e.event_id as id, o.topic, o.partition, o."offset"
       from streams.event e join streams.outbox o using (stream, version)
      where e.event_id = any($1) and o.published is not null`,
    [events.map((event) => event.id)],
  );
  return events.flatMap((event) => {
    const row = rows.find(({ source, id }) => source === event.source && id === event.id);
    return row ? { topic: row.topic, partition: row.partition, offset: row.offset } : [];
  });
}
