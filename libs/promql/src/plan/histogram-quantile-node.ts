import { type Buckets, bucketQuantile } from '../functions/bucket-quantile.js';
import { slotting, without } from '../labels/label-set.js';
import { parseNumber } from '../syntax/literals.js';
import { type ScalarNode, slots, type VectorNode } from './node.js';

/** `histogram_quantile`: the buckets of one histogram are the series that differ in `le` only. */
export function histogramQuantileNode(
  fraction: ScalarNode,
  child: VectorNode,
  dialect: '2' | '3',
): VectorNode {
  const bounds = Float64Array.from(child.labels, ({ le }) => parseNumber(le ?? '') ?? Number.NaN);
  const bucketed = [...bounds.keys()].filter((slot) => !Number.isNaN(bounds[slot]));
  const { labels, slotOf } = slotting(
    bucketed.map((slot) => without(child.labels[slot] ?? {}, ['le', '__name__'])),
  );
  const members: number[][] = labels.map(() => []);
  for (const [index, slot] of bucketed.entries()) members[slotOf[index] as number]?.push(slot);
  for (const each of members) each.sort((a, b) => (bounds[a] as number) - (bounds[b] as number));
  const most = Math.max(0, ...members.map(({ length }) => length));
  const buckets: Buckets = { bounds: new Float64Array(most), counts: new Float64Array(most), size: 0 };
  const node = slots(labels);
  return {
    ...node,
    evaluate(at, now) {
      child.evaluate(at, now);
      const wanted = fraction.evaluate(at, now);
      for (let group = 0; group < members.length; group++) {
        buckets.size = 0;
        for (const slot of members[group] as number[]) {
          if (child.present[slot] === 0) continue;
          buckets.bounds[buckets.size] = bounds[slot] as number;
          buckets.counts[buckets.size++] = child.values[slot] as number;
        }
        node.present[group] = buckets.size > 0 ? 1 : 0;
        if (buckets.size > 0) node.values[group] = bucketQuantile(wanted, buckets, dialect);
      }
    },
  };
}
