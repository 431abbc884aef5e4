import type { StoredRow } from '../definition/stored-row.js';
import { writtenRows } from '../store/rows.js';
import { fold } from './fold.js';
import type { Plan } from './plan.js';

const nothingStored: ReadonlyMap<string, StoredRow> = new Map();

/**
 * The rows that a plan comes to without a look at the database; `undefined` where that cannot be said: the rows are
 * folded from those that stand, or something has to be parked.
 */
export function foldAlone({ share, steps, unreadable }: Plan): StoredRow[] | undefined {
  const { projection } = share.build;
  if (unreadable.length > 0) return undefined;
  if (steps.length === 0) return [];
  if (projection.rows === 'folded') return undefined;
  const { changes, letters } = fold(projection, steps, { stored: nothingStored, parked: share.parked });
  return letters.length > 0 ? undefined : writtenRows(changes);
}
