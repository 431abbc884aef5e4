import { withoutName } from '../labels/label-set.js';
import { mapValues } from './map-values.js';
import type { VectorNode } from './node.js';
import type { SelectorNode } from './selector-node.js';

/** When each sample of a selector was taken, in seconds. */
export function sampleTimesNode(selector: SelectorNode): VectorNode {
  const seconds = new Float64Array(selector.labels.length);
  const times: VectorNode = {
    labels: selector.labels,
    values: seconds,
    present: selector.present,
    evaluate(at, now) {
      selector.evaluate(at, now);
      for (let slot = 0; slot < seconds.length; slot++)
        seconds[slot] = (selector.times[slot] as number) / 1000;
    },
  };
  return mapValues(times, withoutName, (value) => value);
}
