import type { Flag, Page } from '@hormesis/api';
import type { Queryable } from '@hormesis/database';
import { columnList } from '../paging/column-list.js';
import { type Paging, readPage } from '../paging/list.js';
import { flagState } from '../projections/flag-state.js';
import { withStaleSince } from '../stale/with-stale-since.js';

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
  'owner',
] satisfies (keyof Flag | 'owner')[];

type StoredFlag = Omit<Flag, 'staleSince' | 'asOf'> & { owner: string };

const noBuiltInOfTheSameKey = `(owner = 'hormesis' OR NOT EXISTS (
  SELECT FROM read.flag_state own WHERE own.key = flag_state.key AND own.owner = 'hormesis' AND NOT own.removed))`;

/** The flags that are not removed, the latest changed first; of several with one key the built-in one. */
export async function readFlags(db: Queryable, filter: FlagsFilter = {}): Promise<Page<Flag>> {
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
  const { items, next } = await readPage<StoredFlag>(db, list, filter);
  return { items: await flagsOf(db, items), next };
}

/** One flag; `undefined` if there is none, or it was removed. */
export async function readFlag(db: Queryable, key: string): Promise<Flag | undefined> {
  const rows = await db.query<StoredFlag>(
    `SELECT ${columnList(columns)} FROM read.flag_state WHERE key = $1 AND NOT removed
     ORDER BY owner = 'hormesis' DESC, changed_at DESC LIMIT 1`,
    [key],
  );
  const [flag] = await flagsOf(db, rows);
  return flag;
}

async function flagsOf(db: Queryable, rows: readonly StoredFlag[]): Promise<Flag[]> {
  const flags = await withStaleSince(db, flagState.name, rows, ({ key, owner }) => [key, owner]);
  return flags.map(({ owner: _owner, ...flag }) => flag);
}
