import type { Series } from '../series.js';
import type { Selector } from '../syntax/expression.js';
import { type Binding, choose } from './binding.js';
import { firstAfter, knownSamples, moreKnownSamples } from './known-samples.js';
import { slots, type VectorNode } from './node.js';

/** The latest sample of each series, no older than the lookback. `times` holds when each was taken. */
export type SelectorNode = VectorNode & { readonly times: Float64Array };

export function selectorNode(selector: Selector, bound: Binding): SelectorNode {
  const series = choose(bound, selector.matchers, selector.offsetMs);
  const { offsetMs } = selector;
  const oldest = bound.lookbackMs + (bound.dialect === '2' ? 1 : 0);
  const node = slots(series.map(({ labels }) => labels));
  const { values, present } = node;
  const times = new Float64Array(series.length);
  const counts = new Int32Array(series.length);
  const forgotten = new Float64Array(series.length);
  let lastAt = Number.NaN;
  let lastNow = Number.NaN;
  return {
    ...node,
    times,
    evaluate(at, now) {
      const time = at - offsetMs;
      const onwards = at >= lastAt && now >= lastNow;
      lastAt = at;
      lastNow = now;
      for (let slot = 0; slot < series.length; slot++) {
        const each = series[slot] as Series;
        const sampled = each.times;
        const gone = each.forgotten ?? 0;
        const before = (counts[slot] as number) - (gone - (forgotten[slot] as number));
        const count = onwards
          ? moreKnownSamples(sampled, each.seenAt, each.length, Math.max(before, 0), time, now)
          : knownSamples(each, time, now);
        counts[slot] = count;
        forgotten[slot] = gone;
        present[slot] = 0;
        if (count === 0) continue;
        const taken = sampled[count - 1] as number;
        if (taken <= time - oldest) continue;
        if (each.endings !== undefined && endedSince(each.endings, taken, time)) continue;
        values[slot] = each.values[count - 1] as number;
        times[slot] = taken;
        present[slot] = 1;
      }
    },
  };
}

function endedSince(endings: ArrayLike<number>, taken: number, time: number): boolean {
  const next = endings[firstAfter(endings, taken, endings.length)];
  return next !== undefined && next <= time;
}
