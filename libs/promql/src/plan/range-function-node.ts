import { slotting } from '../labels/label-set.js';
import type { Labels } from '../series.js';
import { sameLabels } from './map-values.js';
import { emptyWindow, type RangeNode, slots, type VectorNode, type Window } from './node.js';

/** What a function makes of the samples in a range; nothing: the series is not in the result. */
export type RangeFunction = (window: Window, at: number) => number | undefined;

/** A function over the range of each series. A window without samples has no result. */
export function rangeFunctionNode(
  child: RangeNode,
  labelsOf: (labels: Labels) => Labels,
  compute: RangeFunction,
  begin?: (at: number, now: number) => void,
): VectorNode {
  const { labels, slotOf, unique } = slotting(child.labels.map(labelsOf));
  const node = slots(labels);
  const { values, present } = node;
  const window = emptyWindow();
  const count = child.labels.length;
  return {
    ...node,
    evaluate(at, now) {
      child.prepare(at, now);
      begin?.(at, now);
      if (!unique) present.fill(0);
      for (let index = 0; index < count; index++) {
        const slot = slotOf[index] as number;
        child.read(index, window);
        const value = window.end > window.start ? compute(window, at) : undefined;
        if (value === undefined) {
          if (unique) present[slot] = 0;
          continue;
        }
        if (!unique && present[slot] === 1) throw sameLabels(labels[slot] as Labels);
        present[slot] = 1;
        values[slot] = value;
      }
    },
  };
}
