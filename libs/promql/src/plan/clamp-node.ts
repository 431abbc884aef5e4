import { withoutName } from '../labels/label-set.js';
import { mapValues } from './map-values.js';
import type { ScalarNode, VectorNode } from './node.js';

/** `clamp` and its like. Nothing is left where the least value is above the greatest. */
export function clampNode(
  child: VectorNode,
  least: ScalarNode | undefined,
  greatest: ScalarNode | undefined,
): VectorNode {
  let low = Number.NEGATIVE_INFINITY;
  let high = Number.POSITIVE_INFINITY;
  const node = mapValues(
    child,
    withoutName,
    (value) => atLeast(low, atMost(high, value)),
    (at, now) => {
      low = least?.evaluate(at, now) ?? low;
      high = greatest?.evaluate(at, now) ?? high;
    },
  );
  return {
    ...node,
    evaluate(at, now) {
      node.evaluate(at, now);
      if (high < low) node.present.fill(0);
    },
  };
}

/** As in Go, an infinite bound wins over NaN. */
const atLeast = (low: number, value: number): number =>
  low === Number.POSITIVE_INFINITY ? low : Math.max(low, value);
const atMost = (high: number, value: number): number =>
  high === Number.NEGATIVE_INFINITY ? high : Math.min(high, value);
