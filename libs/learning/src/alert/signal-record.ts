import { type Labels, matches, type Series, type SeriesSource } from '@hormesis/promql';
import { Recorder } from '@hormesis/recording';
import { endOf, inOrderOnce, type SignalWindow, seenAt } from '../case/signal-window.js';

/** One counter as it was scraped: a value at each step; `NaN`: it was not there yet, or nothing was on record. */
export type ScrapedSeries = { labels: Labels; values: readonly number[] };

/** Recorded windows as counters, scraped every `stepMs` from `originMs` on: what a rule is fitted on and tested with. */
export type SignalRecord = {
  originMs: number;
  stepMs: number;
  /** How many steps there are. */
  length: number;
  series: readonly ScrapedSeries[];
};

/** What is scraped, how often, and until when: where nothing is measured any more, counters stay where they are. */
export type Asked = {
  names: ReadonlySet<string>;
  bounds: ReadonlySet<string>;
  stepMs: number;
  untilMs?: number;
};

const steps = [5_000, 10_000, 15_000, 30_000, 60_000];
/** Where nothing was measured for so long, nothing was scraped either. */
const gapMs = 10 * 60_000;

/** The shortest step that no window is longer than. */
export function stepFor(windows: readonly SignalWindow[]): number {
  const longest = Math.max(...windows.map(({ durationMs }) => durationMs));
  return steps.find((step) => step >= longest) ?? 60_000;
}

/**
 * Scrapes the windows of one service, environment and metric.
 * @param names the metrics that the rule asks for; a bucket only if its `le` is among `bounds`
 */
export function signalRecord(
  windows: readonly SignalWindow[],
  { names, bounds, stepMs, untilMs = 0 }: Asked,
): SignalRecord {
  const inOrder = inOrderOnce(windows);
  const recorder = new Recorder();
  for (const window of inOrder) {
    recorder.take({
      ...window,
      source: window.source ?? '',
      start: Date.parse(window.start),
      latency: window.latency ?? undefined,
      seenAt: seenAt(window),
    });
  }
  const first = Math.min(...inOrder.map(({ start }) => Date.parse(start)));
  const last = Math.max(untilMs, ...inOrder.map(endOf));
  const originMs = Math.floor(first / stepMs) * stepMs;
  const length = Math.ceil((last - originMs) / stepMs) + 1;
  const wanted = recorder.series.filter(
    ({ labels }) => names.has(labels.__name__ ?? '') && (labels.le === undefined || bounds.has(labels.le)),
  );
  return {
    originMs,
    stepMs,
    length,
    series: wanted.map((series) => ({
      labels: series.labels,
      values: scraped(series, { originMs, stepMs, length }),
    })),
  };
}

function scraped(
  { times, values, length: count }: Series,
  { originMs, stepMs, length }: { originMs: number; stepMs: number; length: number },
): number[] {
  let known = -1;
  return Array.from({ length }, (_, index) => {
    const at = originMs + index * stepMs;
    while (known + 1 < count && Number(times[known + 1]) <= at) known += 1;
    const next = Number(times[known + 1] ?? Number.POSITIVE_INFINITY);
    const latest = Number(times[known] ?? Number.NEGATIVE_INFINITY);
    const isGap = at - latest > gapMs && next - latest > gapMs && next !== Number.POSITIVE_INFINITY;
    return known < 0 || isGap ? Number.NaN : startOf(values, count) + Number(values[known]);
  });
}

/** Counters begin well above 0, as those of a process that has run for a while: Prometheus looks out for zero. */
function startOf(values: ArrayLike<number>, count: number): number {
  return 10 ** Math.ceil(Math.log10(2 * Math.max(1, Number(values[count - 1] ?? 1))));
}

/** When step `index` was, milliseconds since 1970. */
export function timeOf({ originMs, stepMs }: SignalRecord, index: number): number {
  return originMs + index * stepMs;
}

/** The record for the engine that evaluates rules. */
export function sourceOf(record: SignalRecord): SeriesSource {
  const all: Series[] = record.series.map(({ labels, values }) => {
    const present = [...values.keys()].filter((index) => !Number.isNaN(values[index]));
    return {
      labels,
      length: present.length,
      times: Float64Array.from(present, (index) => timeOf(record, index)),
      values: Float64Array.from(present, (index) => values[index] ?? 0),
    };
  });
  const selected = new Map<string, Series[]>();
  return {
    version: 1,
    select(matchers) {
      const key = JSON.stringify(matchers.map(({ label, op, value }) => [label, op, value]));
      const known = selected.get(key);
      if (known) return known;
      const isMatch = matches(matchers);
      const found = all.filter(({ labels }) => isMatch(labels));
      selected.set(key, found);
      return found;
    },
  };
}
