import type { Flag, Page } from '@hormesis/api';
import type { Queryable } from '@hormesis/database';
import { columnList } from '../paging/column-list.js';
import { type Paging, readPage } from '../paging/list.js';

export type FlagsFilter = Paging & {
  service?: string | undefined;
  environment?: string | undefined;
  state?: Flag['state'] | undefined;
};

const columns = [
  'key',
  'state',
  'service',
  'environment',
  'definition',
  'percentage',
  'revision',
  'changedAt',
  'changedBy',
  'reason',
  'eventId',
] satisfies (keyof Flag)[];

const noBuiltInOfTheSameKey = `(owner = 'hormesis' OR NOT EXISTS (
  SELECT FROM read.flag_state own WHERE own.key = flag_state.key AND own.owner = 'hormesis' AND NOT own.removed))`;

/** The flags that are not removed, the latest changed first; of several with one key the built-in one. */
export function readFlags(db: Queryable, filter: FlagsFilter = {}): Promise<Page<Flag>> {
  const list = {
    from: 'read.flag_state',
    columns,
    sort: { changedAt: 'timestamptz', key: 'text' } as const,
    where: [
      ['NOT removed', true],
      [noBuiltInOfTheSameKey, true],
      ['service = ?', filter.service],
      ['environment = ?', filter.environment],
      ['state = ?', filter.state],
    ] as const,
  };
  return readPage<Flag>(db, list, filter);
}

/** One flag; `undefined` if there is none, or it was removed. */
export async function readFlag(db: Queryable, key: string): Promise<Flag | undefined> {
  const [flag] = await db.query<Flag>(
    `SELECT ${columnList(columns)} FROM read.flag_state WHERE key = $1 AND NOT removed
     ORDER BY owner = 'hormesis' DESC, changed_at DESC LIMIT 1`,
    [key],
  );
  return flag;
}
