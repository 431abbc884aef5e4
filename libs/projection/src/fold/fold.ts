import type { Projection } from '../definition/projection.js';
import type { StoredRow } from '../definition/stored-row.js';
import { describeError } from './describe-error.js';
import { type Letter, letterOf } from './letter.js';
import type { Step } from './plan.js';

/** One row that has to be written (`row`) or deleted (`null`). */
export type RowChange = { key: StoredRow; row: StoredRow | null };

export type Folded = { changes: readonly RowChange[]; letters: readonly Letter[] };

export type Before = {
  /** The touched rows as they stand. */
  stored: ReadonlyMap<string, StoredRow>;
  /** Rows that wait behind a dead letter. */
  parked?: ReadonlySet<string>;
  /** Why the database did not take what these steps made; they are parked instead. */
  refusal?: string | undefined;
};

/**
 * Takes events in one by one, in memory, and says what each touched row is at the end. An event whose handler throws
 * is parked, and with it all that comes later for the same row; other rows flow on.
 */
export function fold(projection: Projection, steps: readonly Step[], before: Before): Folded {
  const { stored, refusal } = before;
  const rows = new Map<string, { key: StoredRow; row: StoredRow | undefined }>();
  const stuck = new Set(before.parked);
  const letters: Letter[] = [];
  for (const { record, keys, failure } of steps) {
    if (failure !== null) letters.push(letterOf(record, null, 'failed', failure));
    for (const [id, key] of keys) {
      if (stuck.has(id)) {
        letters.push(letterOf(record, id, 'follows', 'An earlier event of this row is parked.'));
      } else if (refusal !== undefined) {
        stuck.add(id);
        letters.push(letterOf(record, id, 'refused', refusal));
      } else if (projection.rows !== 'each' || !rows.has(id)) {
        const row = rows.has(id) ? rows.get(id)?.row : stored.get(id);
        try {
          const next = projection.apply(row, record.event, record.position, key);
          rows.set(id, { key, row: next ?? undefined });
        } catch (error) {
          stuck.add(id);
          letters.push(letterOf(record, id, 'failed', describeError(error)));
        }
      }
    }
  }
  return { changes: changesOf(rows, stored), letters };
}

function changesOf(
  rows: ReadonlyMap<string, { key: StoredRow; row: StoredRow | undefined }>,
  stored: ReadonlyMap<string, StoredRow>,
): RowChange[] {
  const changes: RowChange[] = [];
  for (const [id, { key, row }] of rows) {
    if (row !== stored.get(id)) changes.push({ key, row: row ?? null });
  }
  return changes;
}
