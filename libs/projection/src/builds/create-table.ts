import type { Queryable } from '@hormesis/database';
import { findRelation, quoted } from './relation.js';

type Shape = { options: string[] | null; partitioning: string | null };
type Part = { name: string; bounds: string };

/**
 * Makes an empty table like another one: columns, defaults, checks, storage, partitions, but neither keys nor indexes.
 * A partitioned one gets a default partition if it has none, so that every row finds a place.
 */
export async function createTableLike(tx: Queryable, pattern: string, relation: string): Promise<void> {
  const [shape] = await tx.query<Shape>(
    `SELECT reloptions AS options, pg_get_partkeydef(oid) AS partitioning FROM pg_class WHERE oid = to_regclass($1)`,
    [pattern],
  );
  const options = shape?.options ? ` WITH (${shape.options.join(', ')})` : '';
  const partitioning = shape?.partitioning ? ` PARTITION BY ${shape.partitioning}` : '';
  await tx.query(
    `CREATE TABLE ${relation} (LIKE ${pattern} INCLUDING ALL EXCLUDING INDEXES)${partitioning}${options}`,
  );
  if (shape?.partitioning) await createPartitionsLike(tx, pattern, relation);
}

/** Gives a partitioned table the partitions of another one. */
async function createPartitionsLike(tx: Queryable, pattern: string, relation: string): Promise<void> {
  const [from, to] = [await findRelation(tx, pattern), await findRelation(tx, relation)];
  if (!from || !to) return;
  const parts = await partitionsOf(tx, pattern);
  if (!parts.some(({ bounds }) => bounds === 'DEFAULT'))
    parts.push({ name: `${from.name}_rest`, bounds: 'DEFAULT' });
  for (const { name, bounds } of parts) {
    const suffix = name.startsWith(from.name) ? name.slice(from.name.length) : `_${name}`;
    const part = `${quoted(to.schema)}.${quoted(`${to.name}${suffix}`)}`;
    await tx.query(`CREATE TABLE ${part} PARTITION OF ${relation} ${bounds}`);
  }
}

function partitionsOf(tx: Queryable, relation: string): Promise<Part[]> {
  return tx.query<Part>(
    `SELECT c.relname AS name, pg_get_expr(c.relpartbound, c.oid) AS bounds
     FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
     WHERE i.inhparent = to_regclass($1) ORDER BY c.relname`,
    [relation],
  );
}
