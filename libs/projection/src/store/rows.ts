import type { Queryable } from '@hormesis/database';
import type { RowKind } from '../definition/projection.js';
import { keyText, type StoredRow, type Table, type TableColumn } from '../definition/stored-row.js';
import type { RowChange } from '../fold/fold.js';
import { binaryArray } from './binary-array.js';

/** The rows with these keys, by the text of their key. */
export async function loadRows(
  db: Queryable,
  table: Table,
  keys: readonly StoredRow[],
): Promise<Map<string, StoredRow>> {
  if (keys.length === 0) return new Map();
  const found = await db.query<StoredRow>(
    `SELECT t.* FROM ${table.name} t JOIN ${unnest(table.keys, 1)} ON ${sameKey(table)}`,
    rowParams(table.keys, keys),
  );
  return new Map(found.map((row) => [keyText(table, named(table.keys, row)), named(table.values, row)]));
}

/** Writes and deletes rows: one statement each. */
export async function writeRows(
  db: Queryable,
  table: Table,
  kind: RowKind,
  changes: readonly RowChange[],
): Promise<void> {
  const written = writtenRows(changes);
  if (written.length > 0) await db.query(upsert(table, kind), rowParams(columnsOf(table), written));
  await remove(
    db,
    table,
    changes.flatMap(({ key, row }) => (row ? [] : [key])),
  );
}

/** The whole rows to be written, without those to be deleted. */
export function writtenRows(changes: readonly RowChange[]): StoredRow[] {
  return changes.flatMap(({ key, row }) => (row ? [{ ...row, ...key }] : []));
}

/** Key and value columns, in the order in which {@link upsert} takes them. */
export function columnsOf(table: Table): TableColumn[] {
  return [...table.keys, ...table.values];
}

/**
 * Inserts rows, or changes those that stand as their kind asks. The arrays of the columns are parameters from `first`
 * on; nothing is written unless `condition` holds.
 */
export function upsert(table: Table, kind: RowKind, first = 1, condition = 'true'): string {
  const columns = columnsOf(table);
  return `INSERT INTO ${table.name} AS cur (${names(columns)})
    SELECT * FROM ${unnest(columns, first)} WHERE ${condition}
    ON CONFLICT (${names(table.keys)}) DO ${onConflict(table, kind)}`;
}

function onConflict({ values }: Table, kind: RowKind): string {
  if (kind === 'each' || values.length === 0) return 'NOTHING';
  const set = values.map(({ sqlName }) => `"${sqlName}" = excluded."${sqlName}"`).join(', ');
  return `UPDATE SET ${set}${kind === 'newest' ? ` WHERE ${isNewer}` : ''}`;
}

const isNewer = `excluded.event_time > cur.event_time OR (excluded.event_time = cur.event_time
  AND projection.is_later(excluded.event_position, cur.event_position))`;

async function remove(db: Queryable, table: Table, keys: readonly StoredRow[]): Promise<void> {
  if (keys.length === 0) return;
  await db.query(
    `DELETE FROM ${table.name} t USING ${unnest(table.keys, 1)} WHERE ${sameKey(table)}`,
    rowParams(table.keys, keys),
  );
}

function sameKey({ keys }: Table): string {
  return keys.map(({ sqlName }) => `t."${sqlName}" = u."${sqlName}"`).join(' AND ');
}

function names(columns: readonly TableColumn[]): string {
  return columns.map(({ sqlName }) => `"${sqlName}"`).join(', ');
}

function unnest(columns: readonly TableColumn[], first: number): string {
  const types = columns.map(({ column }, n) => `$${first + n}::${column.sql}[]`);
  return `unnest(${types.join(', ')}) AS u(${names(columns)})`;
}

/** One array for each column. */
export function rowParams(columns: readonly TableColumn[], rows: readonly StoredRow[]): Buffer[] {
  return columns.map(({ name, column }) =>
    binaryArray(
      column.sql,
      rows.map((row) => row[name]),
    ),
  );
}

function named(columns: readonly TableColumn[], row: StoredRow): StoredRow {
  const values: Record<string, unknown> = {};
  for (const { name, sqlName, column } of columns) values[name] = column.normal(row[sqlName]);
  return values;
}
