import type { Event } from '@hormesis/events';
import type { Position } from '@hormesis/log';
import type { Projection, RowKind } from '@hormesis/projection';
import type pg from 'pg';
import { indexesLike, tableBehind, typesOf } from './table-shape.js';

/** A table like a projection's, and how its rows are made. */
export type Target = {
  name: string;
  rows: RowKind;
  table: string;
  keys: readonly string[];
  columns: readonly { name: string; type: string }[];
  /** Statements that make the key and the indexes which the table still lacks. */
  lacking: readonly string[];
  /** The row that an event alone makes, in the order of the columns; nothing where it makes none. */
  rowOf(event: Event, position: Position): readonly unknown[] | undefined;
};

/** Makes the table `floor.<name>`: with the same columns, and all indexes or, if it is to be bare, none. */
export async function makeTarget(
  client: pg.Client,
  projection: Projection,
  { isBare }: { isBare: boolean },
): Promise<Target> {
  const original = await tableBehind(client, projection.table.name);
  const table = `floor.${projection.name}`;
  await client.query('create schema if not exists floor');
  await client.query(
    `create table ${table} (like ${original} including all ${isBare ? 'excluding indexes' : ''})`,
  );
  const types = await typesOf(client, original);
  const { keys, values } = projection.table;
  return {
    name: projection.name,
    rows: projection.rows,
    table,
    keys: keys.map(({ sqlName }) => sqlName),
    columns: [...keys, ...values].map(({ sqlName }) => ({
      name: sqlName,
      type: types.get(sqlName) ?? 'text',
    })),
    lacking: isBare ? await indexesLike(client, original, table) : [],
    rowOf: (event, position) => {
      const [key] = projection.keysOf(event);
      if (!key) return undefined;
      const row = projection.apply(undefined, event, position, key);
      return row ? [...keys.map(({ name }) => key[name]), ...values.map(({ name }) => row[name])] : undefined;
    },
  };
}
