import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '@hormesis/database';
import type { Event } from '@hormesis/events';
import type { Position } from '@hormesis/log';

const pauseMs = 10;

type Row = { source: string; id: string; topic: string | null; partition: number; offset: number };

/**
 * Waits until the outbox has appended all events to the log; where each of them stands, in order.
 * @throws Error when one has not been appended in time, or was so long ago that its place is no longer kept.
 */
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
  const rows = await db.query<Row>(
    `select e.source, e.event_id as id, o.topic, o.partition, o."offset"
       from streams.event e left join streams.outbox o using (stream, version)
      where e.event_id = any($1) and (o.stream is null or o.published is not null)`,
    [events.map((event) => event.id)],
  );
  return events.flatMap((event) => {
    const row = rows.find(({ source, id }) => source === event.source && id === event.id);
    if (!row) return [];
    const { topic, partition, offset } = row;
    if (topic !== null) return { topic, partition, offset };
    throw new Error(
      `Event ${event.id} was published so long ago that its place is no longer kept. Read the log.`,
    );
  });
}
