import type { Queryable } from '@hormesis/database';
import type { StoredRow } from '../definition/stored-row.js';
import { describeError } from '../fold/describe-error.js';
import { fold } from '../fold/fold.js';
import type { Letter } from '../fold/letter.js';
import type { Step } from '../fold/plan.js';
import type { Build } from '../store/build.js';
import { isDataError } from '../store/infrastructure-error.js';
import { loadRows, writeRows } from '../store/rows.js';

/**
 * Folds the steps into the rows as they stand, and returns what could not be taken in. What the database refuses is
 * halved until the one step at fault stands alone; what comes before it in its row is in, what comes behind it is not.
 */
export async function takeIn(
  tx: Queryable,
  build: Build,
  steps: readonly Step[],
  stuck: ReadonlySet<string> = new Set(),
): Promise<readonly Letter[]> {
  try {
    return await undoing(tx, () => foldAndWrite(tx, build, steps, stuck));
  } catch (error) {
    if (!isDataError(error)) throw error;
    if (steps.length > 1) return takeInHalves(tx, build, steps, stuck);
    const refusal = describeError(error);
    return fold(build.projection, steps, { stored: nothingStored, parked: stuck, refusal }).letters;
  }
}

async function takeInHalves(
  tx: Queryable,
  build: Build,
  steps: readonly Step[],
  stuck: ReadonlySet<string>,
): Promise<readonly Letter[]> {
  const middle = steps.length >> 1;
  const first = await takeIn(tx, build, steps.slice(0, middle), stuck);
  const more = first.flatMap(({ rowKey }) => rowKey ?? []);
  const rest = await takeIn(tx, build, steps.slice(middle), new Set([...stuck, ...more]));
  return [...first, ...rest];
}

async function foldAndWrite(
  tx: Queryable,
  { projection, table }: Build,
  steps: readonly Step[],
  parked: ReadonlySet<string>,
): Promise<readonly Letter[]> {
  const keys = new Map(steps.flatMap((step) => [...step.keys]));
  const stored = projection.rows === 'folded' ? await loadRows(tx, table, [...keys.values()]) : nothingStored;
  const { changes, letters } = fold(projection, steps, { stored, parked });
  await writeRows(tx, table, projection.rows, changes);
  return letters;
}

/** Undoes what the work has written if it fails; the transaction goes on. */
export async function undoing<T>(tx: Queryable, work: () => Promise<T>): Promise<T> {
  await tx.query('SAVEPOINT dead_letters');
  try {
    const result = await work();
    await tx.query('RELEASE SAVEPOINT dead_letters');
    return result;
  } catch (error) {
    await tx.query('ROLLBACK TO SAVEPOINT dead_letters');
    await tx.query('RELEASE SAVEPOINT dead_letters');
    throw error;
  }
}

const nothingStored: ReadonlyMap<string, StoredRow> = new Map();
