import type { Flag, Page } from '@hormesis/api';
import type { Queryable } from '@hormesis/database';
import type { EventLog } from '@hormesis/log';
import { flagFromFacets } from '../flag/flag-from-facets.js';
import { type CursorValue, writeCursor } from '../paging/cursor.js';
import { defaultLimit, readPage } from '../paging/list.js';
import type { FlagsFilter } from '../queries/read-flags.js';
import type { Cut } from './cut.js';
import { changeWithin } from './cut-condition.js';
import { type FlagAsOf, readFlagFacts } from './read-flag-facts.js';

type Listed = { key: string; owner: string; changedAt: string };

/** How many flags are folded at once where a filter may leave few of them. */
const many = 500;

/** The flags as of a cut that were not removed then, the latest changed first; of several with one key the built-in one. */
export async function readFlagsAsOf(
  db: Queryable,
  log: EventLog,
  cut: Cut,
  filter: FlagsFilter = {},
): Promise<Page<Flag>> {
  const { service, environment, state, limit = defaultLimit } = filter;
  const all = [service, environment, state].every((asked) => asked === undefined);
  const found: { flag: Flag; cursor: CursorValue[] }[] = [];
  let cursor: string | null | undefined = filter.cursor;
  do {
    const params: unknown[] = [];
    const list = { ...listed, from: newestChanges(cut, params), params };
    const page: Page<Listed> = await readPage(db, list, { limit: all ? limit + 1 : many, cursor });
    const flags = await foldFlags(db, log, cut, page.items);
    for (const { key, owner, changedAt } of page.items) {
      const flag = flags.get(idOf({ key, owner }));
      if (flag && matches(flag, filter)) found.push({ flag, cursor: [changedAt, key, owner] });
    }
    cursor = page.next;
  } while (cursor !== null && found.length <= limit);
  const last = found.length > limit ? found[limit - 1] : undefined;
  return {
    items: found.slice(0, limit).map(({ flag }) => flag),
    next: last ? writeCursor(last.cursor) : null,
  };
}

/** One flag as of a cut; `undefined` if there was none then, or it was removed. */
export async function readFlagAsOf(
  db: Queryable,
  log: EventLog,
  cut: Cut,
  key: string,
): Promise<Flag | undefined> {
  const facts = await readFlagFacts(db, log, cut, [key]);
  const [first] = facts
    .map(({ owner, facets }) => ({ isOurs: owner === 'hormesis', ...flagFromFacets(facets) }))
    .filter(({ removed }) => !removed)
    .sort((a, b) => Number(b.isOurs) - Number(a.isOurs) || (a.changedAt < b.changedAt ? 1 : -1));
  if (!first) return undefined;
  const { isOurs: _isOurs, removed: _removed, ...flag } = first;
  return { key, ...flag, staleSince: null };
}

const listed = {
  columns: ['key', 'owner', 'changedAt'] satisfies (keyof Listed)[],
  sort: { changedAt: 'timestamptz', key: 'text', owner: 'text' } as const,
  where: [
    [`name <> 'featureflag.removed'`, true],
    [`(owner = 'hormesis' OR NOT built_in)`, true],
  ] as const,
};

/** Walks the index from flag to flag, and takes for each the first change within the cut. */
function newestChanges(cut: Cut, params: unknown[]): string {
  return `(
    WITH RECURSIVE flag AS (
      (SELECT c.subject, c.owner FROM read.change c WHERE c.kind = 'flag' ORDER BY c.subject, c.owner LIMIT 1)
      UNION ALL
      SELECT next.* FROM flag CROSS JOIN LATERAL (
        SELECT c.subject, c.owner FROM read.change c
        WHERE c.kind = 'flag' AND (c.subject, c.owner) > (flag.subject, flag.owner)
        ORDER BY c.subject, c.owner LIMIT 1) AS next)
    SELECT flag.subject AS key, flag.owner, change.at AS changed_at, change.name,
           bool_or(flag.owner = 'hormesis' AND change.name <> 'featureflag.removed')
             OVER (PARTITION BY flag.subject) AS built_in
    FROM flag CROSS JOIN LATERAL (
      SELECT c.at, c.name FROM read.change c
      WHERE c.kind = 'flag' AND c.subject = flag.subject AND c.owner = flag.owner AND ${changeWithin(cut, params)}
      ORDER BY c.at DESC, c.partition DESC, c."offset" DESC LIMIT 1) AS change) AS newest`;
}

async function foldFlags(
  db: Queryable,
  log: EventLog,
  cut: Cut,
  items: readonly Listed[],
): Promise<Map<string, Flag>> {
  const keys = [...new Set(items.map(({ key }) => key))];
  const facts = keys.length === 0 ? [] : await readFlagFacts(db, log, cut, keys);
  return new Map(facts.map((fact) => [idOf(fact), flagOf(fact)]));
}

function flagOf({ key, facets }: FlagAsOf): Flag {
  const { removed: _removed, ...flag } = flagFromFacets(facets);
  return { key, ...flag, staleSince: null };
}

function matches(flag: Flag, { service, environment, state }: FlagsFilter): boolean {
  return (
    (service === undefined || flag.service === service) &&
    (environment === undefined || flag.environment === environment) &&
    (state === undefined || flag.state === state)
  );
}

function idOf({ key, owner }: { key: string; owner: string }): string {
  return JSON.stringify([key, owner]);
}
