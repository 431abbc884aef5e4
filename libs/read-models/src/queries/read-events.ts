import type { Queryable } from '@hormesis/database';
import type { Event } from '@hormesis/events';
import { eventOfIncident } from './of-incident.js';

export type EventsFilter = {
  /** At or after, in RFC 3339. */
  from?: string | undefined;
  /** Before. */
  to?: string | undefined;
  incident?: string | undefined;
};

/** An event and where it stands on the log. */
export type RecordedEvent = { event: Event; topic: string; partition: number; offset: number };

/** Whole events but signal windows, oldest first; see {@link readTimeline} for what belongs to an incident. */
export async function readEvents(db: Queryable, filter: EventsFilter): Promise<Event[]> {
  return (await readRecordedEvents(db, filter)).map(({ event }) => event);
}

/** The same with their places on the log. */
export function readRecordedEvents(
  db: Queryable,
  { from, to, incident }: EventsFilter,
): Promise<RecordedEvent[]> {
  const params: unknown[] = [];
  const given = (sql: string, value: unknown) =>
    value === undefined ? [] : [sql.replaceAll('?', `$${params.push(value)}`)];
  const conditions = [
    ...given('time >= ?::timestamptz', from),
    ...given('time < ?::timestamptz', to),
    ...given(eventOfIncident, incident),
  ];
  return db.query<RecordedEvent>(
    `SELECT event, topic, partition, "offset" FROM read.timeline_event
     ${conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : ''}
     ORDER BY time, topic, partition, "offset"`,
    params,
  );
}
