import { formatLabels, slotting } from '../labels/label-set.js';
import { PromqlError } from '../promql-error.js';
import type { Labels } from '../series.js';
import { slots, type VectorNode } from './node.js';

/** Prometheus refuses a vector in which two series have the same labels; so do we, at the moment when it happens. */
export function sameLabels(labels: Labels): PromqlError {
  return new PromqlError(
    'evaluation',
    `Two series of a result have the same labels ${formatLabels(labels)}. Aggregate them, or keep a label that tells them apart.`,
  );
}

/**
 * Another vector with other labels and values. `begin` is called once for each moment, before the values.
 */
export function mapValues(
  child: VectorNode,
  labelsOf: (labels: Labels) => Labels,
  compute: (value: number) => number,
  begin?: (at: number, now: number) => void,
): VectorNode {
  const { labels, slotOf, unique } = slotting(child.labels.map(labelsOf));
  const node = slots(labels);
  const { values, present } = node;
  return {
    ...node,
    evaluate(at, now) {
      child.evaluate(at, now);
      begin?.(at, now);
      if (!unique) present.fill(0);
      for (let index = 0; index < child.present.length; index++) {
        const slot = slotOf[index] as number;
        if (child.present[index] === 0) {
          if (unique) present[slot] = 0;
          continue;
        }
        if (!unique && present[slot] === 1) throw sameLabels(labels[slot] as Labels);
        present[slot] = 1;
        values[slot] = compute(child.values[index] as number);
      }
    },
  };
}
