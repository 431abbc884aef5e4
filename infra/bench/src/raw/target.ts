import type { Event } from '@hormesis/events';
import type { Position } from '@hormesis/log';
import type { Projection } from '@hormesis/projection';
import type pg from 'pg';

/** A table like a projection's, with the same columns and indexes, and how its rows are made. */
export type Target = {
  table: string;
  keys: readonly string[];
  columns: readonly { name: string; type: string }[];
  /** The row that an event alone makes, in the order of the columns; nothing where it makes none. */
  rowOf(event: Event, position: Position): readonly unknown[] | undefined;
};

/** Makes the table `floor.<name>`. */
export async function makeTarget(client: pg.Client, projection: Projection): Promise<Target> {
  const original = await tableBehind(client, projection.table.name);
  const table = `floor.${projection.name}`;
  await client.query('create schema if not exists floor');
  await client.query(`create table ${table} (like ${original} including all)`);
  const types = await typesOf(client, original);
  const shape = [...projection.table.keys, ...projection.table.values];
  return {
    table,
    keys: projection.table.keys.map(({ sqlName }) => sqlName),
    columns: shape.map(({ sqlName }) => ({ name: sqlName, type: types.get(sqlName) ?? 'text' })),
    rowOf: (event, position) => {
      const [key] = projection.keysOf(event);
      if (!key) return undefined;
      const row = { ...key, ...projection.apply(undefined, event, position, key) };
      return shape.map(({ name }) => row[name]);
    },
  };
}

/** Readers use a view; the rows stand in a table of the same name with a number. */
async function tableBehind(client: pg.Client, name: string): Promise<string> {
  const { rows } = await client.query<{ table: string }>(
    `select n.nspname || '.' || quote_ident(c.relname) as table from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and (n.nspname || '.' || c.relname = $1 or n.nspname || '.' || c.relname like $1 || '\\_\\_%')
      order by c.oid desc limit 1`,
    [name],
  );
  return rows[0]?.table ?? name;
}

async function typesOf(client: pg.Client, table: string): Promise<ReadonlyMap<string, string>> {
  const { rows } = await client.query<{ name: string; type: string }>(
    `select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute
      where attrelid = $1::regclass and attnum > 0 and not attisdropped`,
    [table],
  );
  return new Map(rows.map(({ name, type }) => [name, type]));
}
