import { slotting, withoutName } from '../labels/label-set.js';
import type { Labels } from '../series.js';
import { sameLabels } from './map-values.js';
import { slots, type VectorNode } from './node.js';

/** When each sample of a selector was taken, in seconds; of any other expression, the moment of evaluation. */
export function timestampNode(child: VectorNode & { readonly times?: Float64Array }): VectorNode {
  const { labels, slotOf } = slotting(child.labels.map(withoutName));
  const node = slots(labels);
  return {
    ...node,
    evaluate(at, now) {
      child.evaluate(at, now);
      node.present.fill(0);
      for (let index = 0; index < slotOf.length; index++) {
        if (child.present[index] === 0) continue;
        const slot = slotOf[index] as number;
        if (node.present[slot] === 1) throw sameLabels(labels[slot] as Labels);
        node.present[slot] = 1;
        node.values[slot] = (child.times?.[index] ?? at) / 1000;
      }
    },
  };
}
