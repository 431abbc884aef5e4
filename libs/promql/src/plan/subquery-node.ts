import type { Subquery } from '../syntax/expression.js';
import type { Binding, Reader } from './binding.js';
import { counterResets } from './counter-resets.js';
import { knownSamples, moreKnownSamples } from './known-samples.js';
import type { RangeNode, VectorNode } from './node.js';

type Points = { times: number[]; values: number[]; start: number; end: number };

/**
 * An expression evaluated at each step of a range, the steps aligned to the clock. A step that was evaluated before
 * is evaluated again only when a sample has become known since that it could have seen.
 */
export function subqueryNode(
  subquery: Subquery,
  bound: Binding,
  operand: VectorNode,
  readers: readonly Reader[],
  counter: boolean,
): RangeNode {
  const { rangeMs, offsetMs } = subquery;
  const stepMs = subquery.stepMs ?? bound.subqueryStepMs;
  const points = operand.labels.map((): Points => ({ times: [], values: [], start: 0, end: 0 }));
  const resets = counter ? operand.labels.map(counterResets) : undefined;
  const news = newSamples(readers);
  let evaluatedTo = Number.NEGATIVE_INFINITY;
  let lastAt = Number.POSITIVE_INFINITY;
  let lastNow = Number.POSITIVE_INFINITY;
  let from = 0;
  let to = 0;

  const cutFrom = (time: number) => {
    for (const each of points) {
      while (each.times.length > 0 && Number(each.times.at(-1)) >= time) {
        each.times.pop();
        each.values.pop();
      }
      each.start = Math.min(each.start, each.times.length);
    }
    for (const each of resets ?? []) each.startOver();
    evaluatedTo = Math.min(evaluatedTo, time - 1);
  };

  const forgetBefore = (time: number) => {
    for (const [slot, each] of points.entries()) {
      while (each.start < each.times.length && Number(each.times[each.start]) < time) each.start++;
      if (each.start < 1024 || each.start * 2 < each.times.length) continue;
      each.times.splice(0, each.start);
      each.values.splice(0, each.start);
      each.start = 0;
      resets?.[slot]?.startOver();
    }
  };

  return {
    labels: operand.labels,
    rangeMs,
    prepare(at, now) {
      to = at - offsetMs;
      from = to - rangeMs;
      const changedFrom = news(now);
      if (at < lastAt || now < lastNow) cutFrom(Number.NEGATIVE_INFINITY);
      else if (changedFrom <= evaluatedTo) cutFrom(changedFrom);
      lastAt = at;
      lastNow = now;
      let first = Math.ceil(from / stepMs) * stepMs;
      if (bound.dialect === '3' && first === from) first += stepMs;
      forgetBefore(first);
      const next = Math.max(first, (Math.floor(evaluatedTo / stepMs) + 1) * stepMs);
      for (let time = next; time <= to; time += stepMs) {
        operand.evaluate(time, now);
        for (let slot = 0; slot < points.length; slot++) {
          if (operand.present[slot] === 0) continue;
          const each = points[slot] as Points;
          each.times.push(time);
          each.values.push(operand.values[slot] as number);
        }
        evaluatedTo = time;
      }
    },
    read(slot, window) {
      const each = points[slot] as Points;
      window.times = each.times;
      window.values = each.values;
      window.start = each.start;
      window.end = each.times.length;
      window.from = from;
      window.to = to;
      if (resets !== undefined)
        window.correction = (resets[slot] as ReturnType<typeof counterResets>).correction(
          each.values,
          each.start,
          each.times.length,
          0,
        );
    },
  };
}

/** Tells the earliest moment at which an expression can have changed by the samples that became known since. */
function newSamples(readers: readonly Reader[]): (now: number) => number {
  const all = readers.flatMap(({ series, offsetMs }) => series.map((each) => ({ series: each, offsetMs })));
  const counts = new Int32Array(all.length);
  const forgotten = new Float64Array(all.length);
  let last = Number.POSITIVE_INFINITY;
  return (now) => {
    const onwards = now >= last;
    last = now;
    let earliest = Number.POSITIVE_INFINITY;
    for (const [index, { series, offsetMs }] of all.entries()) {
      const gone = series.forgotten ?? 0;
      const before = Math.max(Number(counts[index]) - (gone - Number(forgotten[index])), 0);
      const count = onwards
        ? moreKnownSamples(series.times, series.seenAt, series.length, before, now, now)
        : knownSamples(series, now, now);
      if (count > before) earliest = Math.min(earliest, Number(series.times[before]) + offsetMs);
      counts[index] = count;
      forgotten[index] = gone;
    }
    return earliest;
  };
}
