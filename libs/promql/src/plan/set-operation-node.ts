import { slotting } from '../labels/label-set.js';
import type { Labels } from '../series.js';
import type { Binary } from '../syntax/expression.js';
import { sameLabels } from './map-values.js';
import { defaultMatching, matchSides } from './match-sides.js';
import { slots, type VectorNode } from './node.js';

/** `and`, `unless` and `or`. */
export function setOperationNode(binary: Binary, left: VectorNode, right: VectorNode): VectorNode {
  const sides = matchSides(left, right, binary.matching ?? defaultMatching);
  return binary.operator === 'or'
    ? union(left, right, sides)
    : filter(left, right, sides, binary.operator === 'and' ? 1 : 0);
}

type Sides = ReturnType<typeof matchSides>;

function filter(left: VectorNode, right: VectorNode, sides: Sides, wanted: 0 | 1): VectorNode {
  const node = slots(left.labels);
  const occupied = new Uint8Array(sides.groups);
  return {
    ...node,
    evaluate(at, now) {
      left.evaluate(at, now);
      right.evaluate(at, now);
      mark(occupied, sides.right, right);
      for (let slot = 0; slot < left.present.length; slot++) {
        const kept = left.present[slot] === 1 && occupied[sides.left[slot] as number] === wanted;
        node.present[slot] = kept ? 1 : 0;
        node.values[slot] = left.values[slot] as number;
      }
    },
  };
}

function union(left: VectorNode, right: VectorNode, sides: Sides): VectorNode {
  const { labels, slotOf } = slotting([...left.labels, ...right.labels]);
  const node = slots(labels);
  const occupied = new Uint8Array(sides.groups);
  const take = (from: VectorNode, slot: number, index: number) => {
    if (node.present[slot] === 1) throw sameLabels(labels[slot] as Labels);
    node.present[slot] = 1;
    node.values[slot] = from.values[index] as number;
  };
  return {
    ...node,
    evaluate(at, now) {
      left.evaluate(at, now);
      right.evaluate(at, now);
      node.present.fill(0);
      mark(occupied, sides.left, left);
      for (let index = 0; index < left.present.length; index++)
        if (left.present[index] === 1) take(left, slotOf[index] as number, index);
      for (let index = 0; index < right.present.length; index++)
        if (right.present[index] === 1 && occupied[sides.right[index] as number] === 0)
          take(right, slotOf[left.present.length + index] as number, index);
    },
  };
}

function mark(occupied: Uint8Array, groups: Int32Array, side: VectorNode): void {
  occupied.fill(0);
  for (let slot = 0; slot < groups.length; slot++)
    if (side.present[slot] === 1) occupied[groups[slot] as number] = 1;
}
