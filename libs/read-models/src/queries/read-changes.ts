import type { Change, Page } from '@hormesis/api';
import type { Queryable } from '@hormesis/database';
import { type Paging, readPage } from '../paging/list.js';
import { changeOfIncident } from './of-incident.js';

export type ChangesFilter = Paging & {
  service?: string | undefined;
  environment?: string | undefined;
  kind?: Change['kind'] | undefined;
  incident?: string | undefined;
  /** At or after, in RFC 3339. */
  from?: string | undefined;
  /** Before. */
  to?: string | undefined;
};

/** The changes, newest first. */
export function readChanges(db: Queryable, filter: ChangesFilter = {}): Promise<Page<Change>> {
  const list = {
    from: 'read.change_history',
    columns: [
      'eventId',
      'source',
      'kind',
      'service',
      'environment',
      'subject',
      'summary',
      'version',
      'exposure',
      'at',
      'actor',
      'incident',
      'position',
    ] satisfies (keyof Change)[],
    sort: { at: 'timestamptz', topic: 'text', partition: 'bigint', offset: 'bigint' } as const,
    where: [
      ['service = ?', filter.service],
      ['environment = ?', filter.environment],
      ['kind = ?', filter.kind],
      [changeOfIncident, filter.incident],
      ['at >= ?::timestamptz', filter.from],
      ['at < ?::timestamptz', filter.to],
    ] as const,
  };
  return readPage<Change>(db, list, filter);
}
