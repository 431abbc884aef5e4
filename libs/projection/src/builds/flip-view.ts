import type { Queryable } from '@hormesis/database';
import { findRelation } from './relation.js';
import { createView, dependentsOf, describeView, type View } from './views.js';

/**
 * Lets a view show another table, for all readers at once when the transaction is committed. If the columns are others,
 * the view and those that depend on it are made anew, with their owners and grants.
 * @throws Error if one of those views cannot be made on the new columns
 */
export async function flipView(tx: Queryable, view: string, relation: string): Promise<void> {
  const select = `SELECT * FROM ${relation}`;
  const found = await findRelation(tx, view);
  if (!found || (found.kind === 'view' && (await isExtension(tx, view, relation)))) {
    await tx.query(`CREATE OR REPLACE VIEW ${view} AS ${select}`);
    return;
  }
  const own = await describeView(tx, view);
  const dependents = await dependentsOf(tx, view);
  for (const { name } of dependents.toReversed()) await tx.query(`DROP VIEW ${name}`);
  await tx.query(`DROP VIEW ${view}`);
  await createView(tx, { ...own, definition: select });
  for (const dependent of dependents) await createDependent(tx, dependent, view, relation);
}

async function createDependent(
  tx: Queryable,
  dependent: View,
  view: string,
  relation: string,
): Promise<void> {
  try {
    await createView(tx, dependent);
  } catch (error) {
    throw new Error(
      `The view ${dependent.name} depends on ${view} and cannot be made on the columns of ${relation}. Drop it, or change it so that it fits both.`,
      { cause: error },
    );
  }
}

/** Whether the table has the view's columns, in their order, and perhaps more behind them. */
async function isExtension(tx: Queryable, view: string, relation: string): Promise<boolean> {
  const [old, next] = [await columnsOf(tx, view), await columnsOf(tx, relation)];
  return old.every((column, n) => column === next[n]);
}

async function columnsOf(tx: Queryable, relation: string): Promise<string[]> {
  const columns = await tx.query<{ described: string }>(
    `SELECT attname || ' ' || format_type(atttypid, atttypmod) || ' ' || attcollation AS described
     FROM pg_attribute WHERE attrelid = to_regclass($1) AND attnum > 0 AND NOT attisdropped ORDER BY attnum`,
    [relation],
  );
  return columns.map(({ described }) => described);
}
