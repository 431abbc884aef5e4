import type { Column, Columns } from './column.js';

/** Values by the names used in code, whatever the read model. */
export type StoredRow = Readonly<Record<string, unknown>>;

/** One column of a table: its name in code, its name in SQL, and its type. */
export type TableColumn = { name: string; sqlName: string; column: Column };

/** Where a projection keeps its rows. */
export type Table = { name: string; keys: readonly TableColumn[]; values: readonly TableColumn[] };

export function table(name: string, keys: Columns, values: Columns): Table {
  return { name, keys: tableColumns(keys), values: tableColumns(values) };
}

/** One text for a key, equal for equal keys. */
export function keyText({ keys }: Table, key: StoredRow): string {
  return JSON.stringify(keys.map(({ name }) => key[name]));
}

function tableColumns(columns: Columns): TableColumn[] {
  return Object.entries(columns).map(([name, column]) => ({ name, sqlName: snakeCase(name), column }));
}

function snakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
