import type { Series } from '../series.js';
import type { RangeSelector } from '../syntax/expression.js';
import { type Binding, choose } from './binding.js';
import { counterResets } from './counter-resets.js';
import { firstAfter, knownSamples, moreKnownSamples } from './known-samples.js';
import type { RangeNode } from './node.js';

/**
 * The samples of each series in a range. It keeps its place in every series, so that going on by one step costs only
 * the samples that came and went.
 */
export function rangeSelectorNode(range: RangeSelector, bound: Binding, counter: boolean): RangeNode {
  const { matchers, offsetMs } = range.selector;
  const series = choose(bound, matchers, offsetMs);
  const closed = bound.dialect === '2' ? 1 : 0;
  const starts = new Int32Array(series.length);
  const ends = new Int32Array(series.length);
  const forgotten = new Float64Array(series.length);
  const resets = counter ? series.map(counterResets) : undefined;
  let onwards = false;
  let at = Number.NaN;
  let now = Number.NaN;
  return {
    labels: series.map(({ labels }) => labels),
    rangeMs: range.rangeMs,
    prepare(nextAt, nextNow) {
      onwards = nextAt >= at && nextNow >= now;
      at = nextAt;
      now = nextNow;
    },
    read(slot, window) {
      const each = series[slot] as Series;
      const to = at - offsetMs;
      const from = to - range.rangeMs;
      const gone = each.forgotten ?? 0;
      const less = gone - (forgotten[slot] as number);
      const { times } = each;
      let start: number;
      let end: number;
      if (onwards) {
        end = moreKnownSamples(
          times,
          each.seenAt,
          each.length,
          Math.max((ends[slot] as number) - less, 0),
          to,
          now,
        );
        start = Math.max((starts[slot] as number) - less, 0);
        while (start < end && (times[start] as number) <= from - closed) start++;
      } else {
        end = knownSamples(each, to, now);
        start = firstAfter(times, from - closed, end);
        resets?.[slot]?.startOver();
      }
      starts[slot] = start;
      ends[slot] = end;
      forgotten[slot] = gone;
      const { values } = each;
      window.times = times;
      window.values = values;
      window.start = start;
      window.end = end;
      window.from = from;
      window.to = to;
      if (resets !== undefined)
        window.correction = (resets[slot] as ReturnType<typeof counterResets>).correction(
          values,
          start,
          end,
          gone,
        );
    },
  };
}
