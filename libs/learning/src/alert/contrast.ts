import { poissonBound } from './poisson-bound.js';
import { badCountExpr, byCohort, type Signal, shareExpr, trafficExpr } from './promql-text.js';
import { valuesOf } from './run-rule.js';
import type { Sections } from './sections.js';

/** How far the incident stands out of the normal, looked at over a range. */
export type Contrast = {
  rangeMs: number;
  stepMs: number;
  /** The cohort in which it stands out most. */
  cohort: string;
  /** The highest share of bad requests in the normal, of any cohort, and in the incident. */
  usual: number;
  peak: number;
  /** Bad requests within the range when it was worst. */
  peakCount: number;
  /** The share that chance alone reaches once in a million looks, by the normal’s rate and traffic. */
  floor: number;
};

const chance = 1e-6;
const shortestMs = 60_000;
/** Steps that a range covers at least: a rate needs two samples, and one may be late. */
const fewestSteps = 4;

/** The contrast over ranges that a rule may look at; the widest first. */
export function contrastOf(signal: Signal, sections: Sections): Contrast[] {
  const { stepMs } = sections.incident;
  const shortest = Math.max(shortestMs, fewestSteps * stepMs);
  return [5 * shortest, 2 * shortest, shortest].map((rangeMs) => contrastOver(signal, sections, rangeMs));
}

function contrastOver(signal: Signal, sections: Sections, rangeMs: number): Contrast {
  const { incident, quiet, last } = sections;
  const shares = valuesOf(shareExpr(signal, byCohort, { rangeMs }), incident, '3');
  const counts = valuesOf(badCountExpr(signal, byCohort, { rangeMs }), incident, '3');
  const traffic = valuesOf(trafficExpr(signal, byCohort, { rangeMs }), incident, '3');
  const within = <T>(steps: readonly (readonly T[])[], from: number, to: number) =>
    steps.slice(from, to + 1).flat();
  const usual = highest(within(shares, quiet.from, quiet.to).map(({ value }) => value));
  const during = within(shares, quiet.to + 1, last).filter(({ value }) => !Number.isNaN(value));
  const worst = during.reduce<(typeof during)[number] | undefined>(
    (most, one) => (most === undefined || one.value > most.value ? one : most),
    undefined,
  );
  const normalCounts = within(counts, quiet.from, quiet.to).map(({ value }) => value);
  const normalTraffic = within(traffic, quiet.from, quiet.to).map(({ value }) => value);
  const requests = (mean(normalTraffic) * rangeMs) / 1000;
  const expected = Math.max(mean(normalCounts), (3 * rangeMs) / (quietMs(sections) + rangeMs) / 3);
  return {
    rangeMs,
    stepMs: incident.stepMs,
    cohort: worst?.labels.cohort ?? 'all',
    usual,
    peak: worst?.value ?? 0,
    peakCount: highest(within(counts, quiet.to + 1, last).map(({ value }) => value)),
    floor: requests > 0 ? Math.min(1, poissonBound(expected, chance) / requests) : 0,
  };
}

function quietMs({ incident, quiet }: Sections): number {
  return (quiet.to - quiet.from) * incident.stepMs;
}

function highest(values: readonly number[]): number {
  const known = values.filter((value) => !Number.isNaN(value));
  return known.reduce((most, value) => Math.max(most, value), 0);
}

function mean(values: readonly number[]): number {
  const known = values.filter((value) => !Number.isNaN(value));
  return known.length === 0 ? 0 : known.reduce((sum, value) => sum + value, 0) / known.length;
}
