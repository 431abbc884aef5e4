import type { Page, PageQuery } from '@hormesis/api';
import type { Queryable } from '@hormesis/database';
import { columnList, sqlName } from './column-list.js';
import { type CursorValue, readCursor, type SortType, writeCursor } from './cursor.js';

/** Page and filters of a list; what is `undefined` does not restrict. */
export type Paging = { [Name in keyof PageQuery]?: PageQuery[Name] | undefined };

/** A condition: SQL with `?` for its value; left out where the value is `undefined`. */
export type Condition = readonly [sql: string, value: unknown];

export type List = {
  from: string;
  /** Values of `$1`, `$2`, … in `from`. */
  params?: readonly unknown[];
  /** Columns of an item, by their names in the API. */
  columns: readonly string[];
  /** Newest first: the columns that order the list, together unique; each descending. */
  sort: Readonly<Record<string, SortType>>;
  where?: readonly Condition[];
};

export const defaultLimit = 50;

/** Reads one page, newest first. @throws {InvalidCursor} */
export async function readPage<Item>(
  db: Queryable,
  list: List,
  { limit, cursor }: Paging,
): Promise<Page<Item>> {
  const size = limit ?? defaultLimit;
  const names = Object.keys(list.sort);
  const params: unknown[] = [...(list.params ?? [])];
  const conditions = conditionsOf(list.where ?? [], params);
  if (cursor !== undefined) {
    const values = readCursor(cursor, Object.values(list.sort));
    const bounds = Object.values(list.sort).map((type, n) => `$${params.push(values[n])}::${type}`);
    conditions.push(`(${names.map(sqlName).join(', ')}) < (${bounds.join(', ')})`);
  }
  const marks = names.map((name) => `${sqlName(name)} AS "sort:${name}"`);
  const rows = await db.query<Record<string, unknown>>(
    `SELECT ${[columnList(list.columns), ...marks].join(', ')} FROM ${list.from}
     ${conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : ''}
     ORDER BY ${names.map((name) => `${sqlName(name)} DESC`).join(', ')} LIMIT $${params.push(size + 1)}`,
    params,
  );
  const page = rows.slice(0, size);
  const last = rows.length > size ? page.at(-1) : undefined;
  return {
    items: page.map((row) => itemOf<Item>(row, list.columns)),
    next: last ? writeCursor(names.map((name) => last[`sort:${name}`] as CursorValue)) : null,
  };
}

function conditionsOf(where: readonly Condition[], params: unknown[]): string[] {
  return where
    .filter(([, value]) => value !== undefined)
    .map(([sql, value]) => (sql.includes('?') ? sql.replaceAll('?', `$${params.push(value)}`) : sql));
}

function itemOf<Item>(row: Record<string, unknown>, columns: readonly string[]): Item {
  return Object.fromEntries(columns.map((name) => [name, row[name]])) as Item;
}
