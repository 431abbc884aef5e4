import { slotting, withoutName } from '../labels/label-set.js';
import type { Labels } from '../series.js';
import { type Binary, isComparison } from '../syntax/expression.js';
import { sameLabels } from './map-values.js';
import { type ScalarNode, slots, type VectorNode } from './node.js';
import { operationOf } from './operation.js';

/** An operator between two numbers. */
export function scalarsNode(binary: Binary, left: ScalarNode, right: ScalarNode): ScalarNode {
  const { compute } = operationOf(binary, '3');
  return { evaluate: (at, now) => compute(left.evaluate(at, now), right.evaluate(at, now)) };
}

/** An operator between a vector and a number; a comparison keeps the value of the vector. */
export function vectorScalarNode(
  binary: Binary,
  vector: VectorNode,
  scalar: ScalarNode,
  scalarIsLeft: boolean,
  dialect: '2' | '3',
): VectorNode {
  const { keeps, compute, drops } = operationOf(binary, dialect);
  const keepsValue = isComparison(binary.operator) && !binary.bool;
  const { labels, slotOf, unique } = slotting(drops ? vector.labels.map(withoutName) : vector.labels);
  const node = slots(labels);
  const { values, present } = node;
  return {
    ...node,
    evaluate(at, now) {
      vector.evaluate(at, now);
      const number = scalar.evaluate(at, now);
      present.fill(0);
      for (let index = 0; index < slotOf.length; index++) {
        if (vector.present[index] === 0) continue;
        const value = vector.values[index] as number;
        const left = scalarIsLeft ? number : value;
        const right = scalarIsLeft ? value : number;
        if (!keeps(left, right)) continue;
        const slot = slotOf[index] as number;
        if (!unique && present[slot] === 1) throw sameLabels(labels[slot] as Labels);
        present[slot] = 1;
        values[slot] = keepsValue ? value : compute(left, right);
      }
    },
  };
}
