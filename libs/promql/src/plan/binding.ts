import type { Matcher, Series, SeriesSource } from '../series.js';

export type EvaluationOptions = {
  /** `3`: ranges are open on the left, as in Prometheus 3 (the default). `2`: closed, as in Prometheus 2. */
  dialect?: '2' | '3' | undefined;
  /** How long a series keeps its last value. Default 5 minutes. */
  lookbackMs?: number | undefined;
  /** Step of subqueries that state none: Prometheus' global evaluation interval. Default 1 minute. */
  subqueryStepMs?: number | undefined;
};

/** Series that an expression reads, and how far back from the moment of evaluation they are shifted. */
export type Reader = { series: readonly Series[]; offsetMs: number };

/** What is shared while an expression is bound to a source. */
export type Binding = {
  source: SeriesSource;
  dialect: '2' | '3';
  lookbackMs: number;
  subqueryStepMs: number;
  /** What was selected, to notice when a source has new series. */
  selections: { matchers: readonly Matcher[]; series: readonly Series[] }[];
  /** The selectors met so far; a subquery watches those inside of it. */
  readers: Reader[];
};

export function binding(source: SeriesSource, options: EvaluationOptions): Binding {
  return {
    source,
    dialect: options.dialect ?? '3',
    lookbackMs: options.lookbackMs ?? 300_000,
    subqueryStepMs: options.subqueryStepMs ?? 60_000,
    selections: [],
    readers: [],
  };
}

/** The series of a selector, remembered for both purposes. */
export function choose(bound: Binding, matchers: readonly Matcher[], offsetMs: number): readonly Series[] {
  const series = [...bound.source.select(matchers)];
  bound.selections.push({ matchers, series });
  bound.readers.push({ series, offsetMs });
  return series;
}
