import type { Columns } from './columns.js';

/** The next (`by` 1) or previous (-1) entry of the same lane; without a start, the first or last of all. */
export function neighbour(columns: Columns, from: number | undefined, by: 1 | -1): number | undefined {
  const length = columns.entries.length;
  if (from === undefined) return length === 0 ? undefined : by === 1 ? 0 : length - 1;
  for (let index = from + by; index >= 0 && index < length; index += by) {
    if (columns.lane[index] === columns.lane[from]) return index;
  }
  return undefined;
}
