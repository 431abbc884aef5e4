import type { Queryable } from '@hormesis/database';
import { keyText, type StoredRow, type Table, type TableColumn } from '../definition/stored-row.js';
import type { RowChange } from '../fold/fold.js';

/** The rows with these keys, by the text of their key. */
export async function loadRows(
  db: Queryable,
  table: Table,
  keys: readonly StoredRow[],
): Promise<Map<string, StoredRow>> {
  if (keys.length === 0) return new Map();
  const same = table.keys.map(({ sqlName }) => `t."${sqlName}" = u."${sqlName}"`).join(' AND ');
  const found = await db.query<StoredRow>(
    `SELECT t.* FROM ${table.name} t JOIN ${unnest(table.keys, 1)} ON ${same}`,
    arrays(table.keys, keys),
  );
  return new Map(found.map((row) => [keyText(table, named(table.keys, row)), named(table.values, row)]));
}

/** Writes and deletes rows: one statement each. */
export async function writeRows(db: Queryable, table: Table, changes: readonly RowChange[]): Promise<void> {
  const written: StoredRow[] = [];
  const deleted: StoredRow[] = [];
  for (const { key, row } of changes) {
    if (row) written.push({ ...row, ...key });
    else deleted.push(key);
  }
  await upsert(db, table, written);
  await remove(db, table, deleted);
}

async function upsert(db: Queryable, table: Table, rows: readonly StoredRow[]): Promise<void> {
  if (rows.length === 0) return;
  const columns = [...table.keys, ...table.values];
  const set = table.values.map(({ sqlName }) => `"${sqlName}" = excluded."${sqlName}"`).join(', ');
  await db.query(
    `INSERT INTO ${table.name} (${names(columns)})
     SELECT ${columns.map(selected).join(', ')} FROM ${unnest(columns, 1)}
     ON CONFLICT (${names(table.keys)}) DO ${set === '' ? 'NOTHING' : `UPDATE SET ${set}`}`,
    arrays(columns, rows),
  );
}

async function remove(db: Queryable, table: Table, keys: readonly StoredRow[]): Promise<void> {
  if (keys.length === 0) return;
  const same = table.keys.map(({ sqlName }) => `t."${sqlName}" = u."${sqlName}"`).join(' AND ');
  await db.query(
    `DELETE FROM ${table.name} t USING ${unnest(table.keys, 1)} WHERE ${same}`,
    arrays(table.keys, keys),
  );
}

function names(columns: readonly TableColumn[]): string {
  return columns.map(({ sqlName }) => `"${sqlName}"`).join(', ');
}

/** JSON travels as text: arrays of `jsonb` would have to be escaped twice. */
function unnest(columns: readonly TableColumn[], first: number): string {
  const types = columns.map(({ column }, n) => `$${first + n}::${travelling(column.sql)}[]`);
  return `unnest(${types.join(', ')}) AS u(${names(columns)})`;
}

function travelling(sql: string): string {
  return sql === 'jsonb' ? 'text' : sql;
}

function selected({ sqlName, column }: TableColumn): string {
  return column.sql === 'jsonb' ? `u."${sqlName}"::jsonb` : `u."${sqlName}"`;
}

function arrays(columns: readonly TableColumn[], rows: readonly StoredRow[]): unknown[][] {
  return columns.map(({ name, column }) =>
    column.sql === 'jsonb'
      ? rows.map((row) => (row[name] === null ? null : JSON.stringify(row[name])))
      : rows.map((row) => row[name]),
  );
}

function named(columns: readonly TableColumn[], row: StoredRow): StoredRow {
  const values: Record<string, unknown> = {};
  for (const { name, sqlName, column } of columns) values[name] = column.normal(row[sqlName]);
  return values;
}
