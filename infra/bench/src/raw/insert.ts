import type pg from 'pg';
import { columnArray, type Rows } from './binary-rows.js';
import type { Target } from './target.js';

/** Many rows by one statement, a binary array a column. It is sent when this returns, answered when it resolves. */
export async function insertRows(client: pg.Client, target: Target, rows: Rows, after = ''): Promise<void> {
  if (rows.length === 0) return;
  const { table, columns } = target;
  const names = columns.map(({ name }) => `"${name}"`).join(', ');
  const arrays = columns.map(({ type }, n) => `$${n + 1}::${type}[]`).join(', ');
  await client.query({
    name: `rows of ${table}`,
    text: `insert into ${table} as t (${names}) select * from unnest(${arrays}) ${after}`,
    values: columns.map((_, n) => columnArray(target, rows, n)),
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

export const firstStands = 'on conflict do nothing';

/** The newest stands, by the event's time. */
export function newestStands({ keys, columns }: Target): string {
  const set = columns
    .filter(({ name }) => !keys.includes(name))
    .map(({ name }) => `"${name}" = excluded."${name}"`);
  return `on conflict (${keys.join(', ')}) do update set ${set.join(', ')} where excluded.event_time >= t.event_time`;
}

function textOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
}
