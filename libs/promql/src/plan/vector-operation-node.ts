import { formatLabels, keep, slotting, without, withoutName } from '../labels/label-set.js';
import { PromqlError } from '../promql-error.js';
import type { Labels } from '../series.js';
import type { Binary, Matching } from '../syntax/expression.js';
import { defaultMatching, matchSides } from './match-sides.js';
import { slots, type VectorNode } from './node.js';
import { operationOf } from './operation.js';

/**
 * An arithmetic operator or a comparison between two vectors. The side with many series is walked through, the other
 * one is looked up by match group.
 */
export function vectorOperationNode(
  binary: Binary,
  left: VectorNode,
  right: VectorNode,
  dialect: '2' | '3',
): VectorNode {
  const matching = binary.matching ?? defaultMatching;
  const { keeps, compute, drops } = operationOf(binary, dialect);
  const swapped = matching.many === 'right';
  const [many, one] = swapped ? [right, left] : [left, right];
  const sides = matchSides(many, one, matching);
  const pairs = pairing(many, one, sides, matching, drops);
  const node = slots(pairs.labels);
  const { values, present } = node;
  const partner = new Int32Array(sides.groups).fill(-1);
  for (const [index, group] of sides.right.entries()) partner[group] = index;
  /** With one series for each group there is nothing to look up, and nothing that could be ambiguous. */
  const fixed = sides.right.every((group, index) => partner[group] === index);
  const used = new Uint8Array(sides.groups);
  const oneToOne = matching.many === 'none';
  return {
    ...node,
    evaluate(at, now) {
      left.evaluate(at, now);
      right.evaluate(at, now);
      present.fill(0);
      // As in Prometheus, an empty side spares the other one the check for duplicates.
      if (!many.present.includes(1) || !one.present.includes(1)) return;
      if (!fixed) lookUp(one, sides.right, partner, binary, swapped ? 'left' : 'right');
      if (oneToOne) used.fill(0);
      for (let index = 0; index < many.present.length; index++) {
        if (many.present[index] === 0) continue;
        const group = sides.left[index] as number;
        const other = partner[group] as number;
        if (other < 0 || one.present[other] === 0) continue;
        const mine = many.values[index] as number;
        const theirs = one.values[other] as number;
        const a = swapped ? theirs : mine;
        const b = swapped ? mine : theirs;
        if (!keeps(a, b)) continue;
        const slot = pairs.ranks
          ? (pairs.slotOf[(pairs.first[index] as number) + (pairs.ranks[other] as number)] as number)
          : (pairs.slotOf[index] as number);
        if (oneToOne ? used[group] === 1 : present[slot] === 1)
          throw ambiguous(binary, pairs.labels[slot] as Labels, oneToOne);
        used[group] = 1;
        present[slot] = 1;
        values[slot] = compute(a, b);
      }
    },
  };
}

function lookUp(
  one: VectorNode,
  groups: Int32Array,
  partner: Int32Array,
  binary: Binary,
  side: 'left' | 'right',
): void {
  partner.fill(-1);
  for (let index = 0; index < one.present.length; index++) {
    if (one.present[index] === 0) continue;
    const group = groups[index] as number;
    const other = partner[group] as number;
    if (other >= 0)
      throw new PromqlError(
        'evaluation',
        `Two series on the ${side} side of ${binary.operator} match the same group: ${formatLabels(one.labels[other] as Labels)} and ${formatLabels(one.labels[index] as Labels)}. Aggregate that side, or match on more labels.`,
        binary.place,
      );
    partner[group] = index;
  }
}

function ambiguous(binary: Binary, labels: Labels, oneToOne: boolean): PromqlError {
  return new PromqlError(
    'evaluation',
    oneToOne
      ? `Several series on the left side of ${binary.operator} match one on the right: ${formatLabels(labels)}. Say so with group_left, or aggregate.`
      : `Several series of the result of ${binary.operator} would have the labels ${formatLabels(labels)}. Match on more labels.`,
    binary.place,
  );
}

type Sides = ReturnType<typeof matchSides>;

/**
 * The labels of each pair that can meet. They depend on both sides only when labels are taken over: the slot of a pair
 * is then found at the `first` of the one plus the rank of the other in its group.
 */
function pairing(many: VectorNode, one: VectorNode, sides: Sides, matching: Matching, drops: boolean) {
  const own = (labels: Labels): Labels => {
    const base = drops ? withoutName(labels) : labels;
    if (matching.many !== 'none') return base;
    return matching.mode === 'on' ? keep(base, matching.labels) : without(base, matching.labels);
  };
  const first = new Int32Array(many.labels.length);
  if (matching.include.length === 0) {
    const { labels, slotOf } = slotting(many.labels.map(own));
    return { labels, slotOf, first, ranks: undefined };
  }
  const partners: number[][] = Array.from({ length: sides.groups }, () => []);
  const ranks = Int32Array.from(sides.right, (group, index) => (partners[group] as number[]).push(index) - 1);
  const pairs: Labels[] = [];
  for (const [index, labels] of many.labels.entries()) {
    first[index] = pairs.length;
    for (const other of partners[sides.left[index] as number] ?? [])
      pairs.push(withIncluded(own(labels), one.labels[other] as Labels, matching.include));
  }
  const { labels, slotOf } = slotting(pairs);
  return { labels, slotOf, first, ranks };
}

function withIncluded(labels: Labels, from: Labels, include: readonly string[]): Labels {
  const taken = Object.entries(keep(from, include)).filter(([, value]) => value !== '');
  return { ...without(labels, include), ...Object.fromEntries(taken) };
}
