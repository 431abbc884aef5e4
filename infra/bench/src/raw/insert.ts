import type pg from 'pg';
import type { Target } from './target.js';

export type Rows = readonly (readonly unknown[])[];

/** Many rows by one statement, an array a column, as the driver writes arrays. */
export async function insertRows(client: pg.Client, target: Target, rows: Rows, after = ''): Promise<void> {
  if (rows.length === 0) return;
  const { table, columns } = target;
  const names = columns.map(({ name }) => `"${name}"`).join(', ');
  const selected = columns.map(({ name, type }) => (isJson(type) ? `u."${name}"::${type}` : `u."${name}"`));
  const arrays = columns.map(({ type }, n) => `$${n + 1}::${isJson(type) ? 'text' : type}[]`);
  await client.query({
    name: `rows of ${table}`,
    text: `insert into ${table} as t (${names}) select ${selected.join(', ')} from unnest(${arrays.join(', ')}) as u(${names}) ${after}`,
    values: columns.map((_, n) => rows.map((row) => textOf(row[n]))),
  });
}

/** One row by one statement. */
export async function insertRow(
  client: pg.Client,
  target: Target,
  row: readonly unknown[],
  after: string,
): Promise<void> {
  const { table, columns } = target;
  const names = columns.map(({ name }) => `"${name}"`).join(', ');
  const values = columns.map((_, n) => `$${n + 1}`).join(', ');
  await client.query({
    name: `row of ${table}`,
    text: `insert into ${table} as t (${names}) values (${values}) ${after}`,
    values: row.map(textOf),
  });
}

/** The newest stands, by the event's time. */
export function newestStands({ keys, columns }: Target): string {
  const set = columns
    .filter(({ name }) => !keys.includes(name))
    .map(({ name }) => `"${name}" = excluded."${name}"`);
  return `on conflict (${keys.join(', ')}) do update set ${set.join(', ')} where excluded.event_time >= t.event_time`;
}

function isJson(type: string): boolean {
  return type === 'jsonb' || type === 'json';
}

function textOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
}
