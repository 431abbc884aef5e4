import { keep, labelKey, without } from '../labels/label-set.js';
import type { Labels } from '../series.js';
import type { Matching } from '../syntax/expression.js';
import type { VectorNode } from './node.js';

/** Which match group each slot of either side is in. */
export type Sides = { groups: number; left: Int32Array; right: Int32Array };

export const defaultMatching: Matching = { mode: 'ignoring', labels: [], many: 'none', include: [] };

export function matchSides(left: VectorNode, right: VectorNode, { mode, labels }: Matching): Sides {
  const ids = new Map<string, number>();
  const groupOf = (each: Labels): number => {
    const key = labelKey(mode === 'on' ? keep(each, labels) : without(each, [...labels, '__name__']));
    const known = ids.get(key) ?? ids.size;
    ids.set(key, known);
    return known;
  };
  const sides = {
    left: Int32Array.from(left.labels, groupOf),
    right: Int32Array.from(right.labels, groupOf),
  };
  return { ...sides, groups: ids.size };
}
