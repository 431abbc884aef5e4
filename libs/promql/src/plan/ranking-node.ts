import { labelKey } from '../labels/label-set.js';
import type { Groups } from './aggregate-node.js';
import { type ScalarNode, slots, type VectorNode } from './node.js';

/** `topk` and `bottomk`: some of the series themselves, equals in the order of their labels, NaN last. */
export function rankingNode(
  operator: 'topk' | 'bottomk',
  child: VectorNode,
  { labels, slotOf }: Groups,
  parameter: ScalarNode,
): VectorNode {
  const node = slots(child.labels);
  const members: number[][] = labels.map(() => []);
  for (const [slot, group] of slotOf.entries()) members[group]?.push(slot);
  const rank = ranksOf(child.labels.map(labelKey));
  const order = (a: number, b: number): number => (rank[a] as number) - (rank[b] as number);
  const sign = operator === 'topk' ? -1 : 1;
  const before = (a: number, b: number): number => {
    const left = child.values[a] as number;
    const right = child.values[b] as number;
    if (Number.isNaN(left) || Number.isNaN(right))
      return Number(Number.isNaN(left)) - Number(Number.isNaN(right)) || order(a, b);
    return sign * (left - right) || order(a, b);
  };
  return {
    ...node,
    evaluate(at, now) {
      child.evaluate(at, now);
      const wanted = Math.trunc(parameter.evaluate(at, now));
      node.present.fill(0);
      if (!(wanted >= 1)) return;
      for (const slots of members) {
        const ranked = slots.filter((slot) => child.present[slot] === 1).sort(before);
        for (const slot of ranked.slice(0, wanted)) {
          node.present[slot] = 1;
          node.values[slot] = child.values[slot] as number;
        }
      }
    },
  };
}

function ranksOf(keys: readonly string[]): Int32Array {
  const ranks = new Int32Array(keys.length);
  const sorted = [...keys.keys()].sort((a, b) => ((keys[a] as string) < (keys[b] as string) ? -1 : 1));
  for (const [rank, slot] of sorted.entries()) ranks[slot] = rank;
  return ranks;
}
