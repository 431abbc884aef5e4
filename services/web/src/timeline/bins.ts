import { type Columns, outcomes } from './columns.js';
import { lowerBound } from './search-sorted.js';
import { span, type TimeRange } from './time-range.js';

/** What stands in each cell of the picture: `lane * cells + cell` is the index into the columns. */
export type Bins = {
  cells: number;
  lanes: number;
  /** Entries in view. */
  visible: number;
  count: Uint32Array;
  /** How many of them are bad. */
  bad: Uint32Array;
  /** The gravest outcome of the cell, as an index of `outcomes`. */
  worst: Uint8Array;
  /** The entry that stands for the cell: the first with the gravest outcome; -1 where there is none. */
  shown: Int32Array;
};

const badOutcome = outcomes.indexOf('bad');

/** Counts the entries in view in cells of `cellWidth` pixels. Its cost is that of the entries in view. */
export function bin(columns: Columns, range: TimeRange, width: number, cellWidth: number): Bins {
  const cells = Math.max(1, Math.ceil(width / cellWidth));
  const lanes = columns.lanes.length;
  const count = new Uint32Array(cells * lanes);
  const bad = new Uint32Array(cells * lanes);
  const worst = new Uint8Array(cells * lanes);
  const shown = new Int32Array(cells * lanes).fill(-1);
  const scale = width / span(range) / cellWidth;
  const start = lowerBound(columns.times, range.from);
  const end = lowerBound(columns.times, range.to);
  for (let index = start; index < end; index++) {
    const cell = Math.min(cells - 1, Math.floor(((columns.times[index] ?? 0) - range.from) * scale));
    const at = (columns.lane[index] ?? 0) * cells + cell;
    const outcome = columns.outcome[index] ?? 0;
    const before = count[at] ?? 0;
    if (before === 0 || outcome > (worst[at] ?? 0)) {
      worst[at] = outcome;
      shown[at] = index;
    }
    count[at] = before + 1;
    if (outcome === badOutcome) bad[at] = (bad[at] ?? 0) + 1;
  }
  return { cells, lanes, visible: end - start, count, bad, worst, shown };
}
