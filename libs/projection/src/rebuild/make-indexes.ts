import { type Database, type Queryable, StatementError } from '@hormesis/database';
import { addToReport } from '../builds/build-changes.js';
import { type BuildRow, lockBuilds } from '../builds/build-row.js';
import { hasKey, type IndexPlan, missingIndexes } from '../builds/indexes.js';
import type { Projection } from '../definition/projection.js';
import { isDataError } from '../store/infrastructure-error.js';
import { removeDuplicates } from './load/duplicates.js';

const uniqueViolation = '23505';

/**
 * Makes what a loaded table still lacks, after its pattern: the key, once rows that came twice are removed, and the
 * other indexes. Where a row fits into none of them, nothing of the load is kept, for that event has to be parked:
 * then the build begins anew with its indexes, and `false` is returned.
 */
export async function makeIndexes(
  db: Database,
  projection: Projection,
  row: BuildRow,
  pattern: string,
  onIndex: (made: number, of: number) => void,
): Promise<boolean> {
  const plans = await missingIndexes(db, pattern, row);
  try {
    for (const [made, plan] of plans.entries()) {
      onIndex(made, plans.length);
      await makeIndex(db, projection, row, plan);
    }
  } catch (error) {
    if (!isDataError(error)) throw error;
    await beginAnewIndexed(db, row, pattern);
    return false;
  }
  if (plans.length > 0) await db.query(`ANALYZE ${row.relation}`);
  return true;
}

async function makeIndex(
  db: Database,
  projection: Projection,
  row: BuildRow,
  plan: IndexPlan,
): Promise<void> {
  try {
    await db.transaction((tx) => sortingWell(tx, plan.statement));
  } catch (error) {
    if (!plan.isKey || !(error instanceof StatementError) || error.code !== uniqueViolation) throw error;
    await removeDuplicates(db, row.relation, projection);
    await db.transaction((tx) => sortingWell(tx, plan.statement));
  }
}

async function sortingWell(tx: Queryable, statement: string): Promise<void> {
  await tx.query(`SET LOCAL maintenance_work_mem = '256MB'`);
  await tx.query('SET LOCAL statement_timeout = 0');
  await tx.query(statement);
}

/** Empties the build and makes all its indexes, so that each row that does not fit is refused by itself. */
async function beginAnewIndexed(db: Database, row: BuildRow, pattern: string): Promise<void> {
  await db.transaction(async (tx) => {
    const builds = await lockBuilds(tx, row.projection);
    if (builds.find(({ build }) => build === row.build)?.state !== 'building') return;
    const own = [row.projection, row.build];
    await tx.query(`TRUNCATE ${row.relation}`);
    for (const { statement } of await missingIndexes(tx, pattern, row)) await tx.query(statement);
    for (const table of ['dead_letter', 'parked_key', 'seen']) {
      await tx.query(`DELETE FROM projection.${table} WHERE projection = $1 AND build = $2`, own);
    }
    await tx.query(
      `UPDATE projection.checkpoint SET next_offset = 0, records = 0, checksum = 0, epoch = epoch + 1
       WHERE projection = $1 AND build = $2`,
      own,
    );
    await addToReport(tx, row, { indexedFromTheBeginning: true });
  });
}

/** Whether rows are only copied into the build, for it has no key yet. */
export async function isLoading(db: Queryable, row: BuildRow): Promise<boolean> {
  return !(await hasKey(db, row.relation));
}
