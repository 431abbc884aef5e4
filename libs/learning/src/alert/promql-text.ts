import { badMetric, latencyMetric, requestsMetric } from '@hormesis/recording';
import type { IncidentCase } from '../case/incident-case.js';
import type { Measure } from '../case/signal-measure.js';
import { promDuration, promString } from './prometheus-text.js';

/** How an expression is told apart: by these labels of the series. */
export type By = readonly ('service' | 'environment' | 'metric' | 'cohort')[];
export const byCohort: By = ['service', 'environment', 'metric', 'cohort'];
export const byMetric: By = ['service', 'environment', 'metric'];

/** What expressions of one signal have in common. */
export type Signal = { service: string; environment: string; measure: Measure };

/** A stretch of time that an expression looks at, and how long ago. */
export type Range = { rangeMs: number; offsetMs?: number };

export function signalOf({ service, environment }: IncidentCase, measure: Measure): Signal {
  return { service, environment, measure };
}

/** The metrics and the bucket bounds that the expressions of a signal ask for. */
export function askedFor({ measure }: Signal): { names: ReadonlySet<string>; bounds: ReadonlySet<string> } {
  if (measure.kind === 'bad') return { names: new Set([requestsMetric, badMetric]), bounds: new Set() };
  return {
    names: new Set([requestsMetric, `${latencyMetric}_count`, `${latencyMetric}_bucket`]),
    bounds: new Set([secondsOf(measure.le)]),
  };
}

/** The share of bad requests: those that failed, or those that took too long. */
export function shareExpr(signal: Signal, by: By, range: Range): string {
  const { measure } = signal;
  if (measure.kind === 'bad') {
    return `${sumRate(signal, badMetric, by, range)} / ${sumRate(signal, requestsMetric, by, range)}`;
  }
  const quick = sumRate(signal, `${latencyMetric}_bucket`, by, range, secondsOf(measure.le));
  return `1 - ${quick} / ${sumRate(signal, `${latencyMetric}_count`, by, range)}`;
}

/** How many requests were bad. */
export function badCountExpr(signal: Signal, by: By, range: Range): string {
  const { measure } = signal;
  const counted = (name: string, le?: string) =>
    `sum by (${by.join(', ')}) (increase(${selector(signal, name, range, le)}))`;
  if (measure.kind === 'bad') return counted(badMetric);
  return `${counted(`${latencyMetric}_count`)} - ${counted(`${latencyMetric}_bucket`, secondsOf(measure.le))}`;
}

/** How many requests there were. */
export function requestCountExpr(signal: Signal, by: By, range: Range): string {
  return `sum by (${by.join(', ')}) (increase(${selector(signal, requestsMetric, range)}))`;
}

/** Requests a second. */
export function trafficExpr(signal: Signal, by: By, range: Range): string {
  return sumRate(signal, requestsMetric, by, range);
}

function sumRate(signal: Signal, name: string, by: By, range: Range, le?: string): string {
  return `sum by (${by.join(', ')}) (rate(${selector(signal, name, range, le)}))`;
}

function selector(
  { service, environment, measure }: Signal,
  name: string,
  { rangeMs, offsetMs }: Range,
  le?: string,
): string {
  const labels = { service, environment, metric: measure.metric, ...(le === undefined ? {} : { le }) };
  const matchers = Object.entries(labels).map(([label, value]) => `${label}=${promString(value)}`);
  const offset = offsetMs === undefined ? '' : ` offset ${promDuration(offsetMs)}`;
  return `${name}{${matchers.join(',')}}[${promDuration(rangeMs)}]${offset}`;
}

/** A bound of the histogram as Prometheus labels it. */
export function secondsOf(boundMs: string): string {
  return String(Number(boundMs) / 1_000);
}
