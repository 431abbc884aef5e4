import type { Page, TimelineEntry } from '@hormesis/api';
import type { Queryable } from '@hormesis/database';
import { type Paging, readPage } from '../paging/list.js';
import { eventOfIncident } from './of-incident.js';

export type TimelineFilter = Paging & {
  incident?: string | undefined;
  service?: string | undefined;
  environment?: string | undefined;
  kind?: TimelineEntry['kind'] | undefined;
  story?: boolean | undefined;
  eventIds?: readonly string[] | undefined;
  /** At or after, in RFC 3339. */
  from?: string | undefined;
  /** Before. */
  to?: string | undefined;
};

/** The timeline, newest first: all of it, or what belongs to an incident, with the change it was attributed to. */
export function readTimeline(db: Queryable, filter: TimelineFilter = {}): Promise<Page<TimelineEntry>> {
  const list = {
    from: 'read.timeline_entry',
    columns: [
      'eventId',
      'source',
      'name',
      'subject',
      'lane',
      'kind',
      'outcome',
      'title',
      'time',
      'recordedTime',
      'environment',
      'incident',
      'causationId',
      'actor',
      'story',
      'position',
      'data',
    ] satisfies (keyof TimelineEntry)[],
    sort: { time: 'timestamptz', topic: 'text', partition: 'bigint', offset: 'bigint' } as const,
    where: [
      [eventOfIncident, filter.incident],
      ['lane = ?', filter.service],
      ['environment = ?', filter.environment],
      ['kind = ?', filter.kind],
      ['story = ?', filter.story],
      ['event_id = ANY (?)', filter.eventIds],
      ['time >= ?::timestamptz', filter.from],
      ['time < ?::timestamptz', filter.to],
    ] as const,
  };
  return readPage<TimelineEntry>(db, list, filter);
}
