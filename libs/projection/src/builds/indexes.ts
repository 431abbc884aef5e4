import type { Queryable } from '@hormesis/database';
import { numbered, quoted } from './relation.js';

/** How to make an index of a new build as one of its pattern is. */
export type IndexPlan = { name: string; isKey: boolean; statement: string };

type Found = {
  name: string;
  is_key: boolean;
  is_unique: boolean;
  constraint_def: string | null;
  definition: string;
};

/** The indexes that a build still lacks, its key first. */
export async function missingIndexes(
  db: Queryable,
  pattern: string,
  { relation, build }: { relation: string; build: number },
): Promise<IndexPlan[]> {
  const found = await db.query<Found>(
    `SELECT c.relname AS name, i.indisprimary AS is_key, i.indisunique AS is_unique,
            pg_get_constraintdef(k.oid) AS constraint_def, pg_get_indexdef(c.oid) AS definition
     FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
     LEFT JOIN pg_constraint k ON k.conindid = c.oid AND k.conrelid = i.indrelid AND k.contype IN ('p', 'u', 'x')
     WHERE i.indrelid = to_regclass($1) AND i.indisvalid ORDER BY i.indisprimary DESC, c.relname`,
    [pattern],
  );
  const there = await db.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
     WHERE i.indrelid = to_regclass($1)`,
    [relation],
  );
  return found
    .map((index) => planOf(index, relation, build))
    .filter(({ name }) => !there.some((one) => one.name === name));
}

/** Whether the table has its primary key. */
export async function hasKey(db: Queryable, relation: string): Promise<boolean> {
  const keys = await db.query(`SELECT FROM pg_index WHERE indrelid = to_regclass($1) AND indisprimary`, [
    relation,
  ]);
  return keys.length > 0;
}

function planOf(
  { name: original, is_key, is_unique, constraint_def, definition }: Found,
  relation: string,
  build: number,
): IndexPlan {
  const name = numbered(original, build);
  const how = definition.slice(definition.indexOf(' USING '));
  return {
    name,
    isKey: is_key,
    statement: constraint_def
      ? `ALTER TABLE ${relation} ADD CONSTRAINT ${quoted(name)} ${constraint_def}`
      : `CREATE ${is_unique ? 'UNIQUE ' : ''}INDEX ${quoted(name)} ON ${relation}${how}`,
  };
}
