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

/** Whole events but signal windows, oldest first; see {@link readTimeline} for what belongs to an incident. */
export async function readEvents(db: Queryable, { from, to, incident }: EventsFilter): Promise<Event[]> {
  const params: unknown[] = [];
  const given = (sql: string, value: unknown) =>
    value === undefined ? [] : [sql.replaceAll('?', `$${params.push(value)}`)];
  const conditions = [
    ...given('time >= ?::timestamptz', from),
    ...given('time < ?::timestamptz', to),
    ...given(eventOfIncident, incident),
  ];
  const rows = await db.query<{ event: Event }>(
    `SELECT event FROM read.timeline_event
     ${conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : ''}
     ORDER BY time, topic, partition, "offset"`,
    params,
  );
  return rows.map(({ event }) => event);
}
