import { labelKey } from '../labels/label-set.js';
import { matches } from '../labels/match-labels.js';
import type { Labels, Matcher, Series, SeriesSource } from '../series.js';
import { type GrowingSeries, growingSeries } from './growing-series.js';

/** The results of rules, as series that later rules can read beside those of the source. */
export type RecordedSeries = {
  /** The source with what was recorded. */
  source: SeriesSource;
  /** A writer for one rule: what it gave before and gives no more has ended. */
  writer: () => Writer;
};

export type Writer = {
  write: (atMs: number, labels: Labels, value: number) => void;
  /** To be called once after the samples of a moment. */
  finish: (atMs: number) => void;
};

export function recordedSeries(base: SeriesSource, keepMs: number): RecordedSeries {
  const all = new Map<string, GrowingSeries>();
  const seriesOf = (labels: Labels): GrowingSeries => {
    const key = labelKey(labels);
    const known = all.get(key) ?? growingSeries(labels, keepMs);
    all.set(key, known);
    return known;
  };
  return { source: both(base, all), writer: () => writer(seriesOf) };
}

function both(base: SeriesSource, all: ReadonlyMap<string, Series>): SeriesSource {
  return {
    select(matchers: readonly Matcher[]) {
      const found = base.select(matchers);
      if (all.size === 0) return found;
      const chosen = matches(matchers);
      return [...found, ...[...all.values()].filter(({ labels }) => chosen(labels))];
    },
    get version() {
      // Neither side ever has fewer series than before, so that the sum is new whenever one of them is.
      return base.version === undefined ? undefined : base.version + all.size;
    },
  };
}

function writer(seriesOf: (labels: Labels) => GrowingSeries): Writer {
  let before = new Set<GrowingSeries>();
  let now = new Set<GrowingSeries>();
  /** Slots keep their label objects, so that each is looked up once. */
  const known = new WeakMap<Labels, GrowingSeries>();
  return {
    write(atMs, labels, value) {
      const series = known.get(labels) ?? seriesOf(labels);
      known.set(labels, series);
      series.push(atMs, value);
      now.add(series);
    },
    finish(atMs) {
      for (const series of before) if (!now.has(series)) series.end(atMs);
      before.clear();
      [before, now] = [now, before];
    },
  };
}
