import type { Labels } from '@hormesis/promql';
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

type Sample = { labels: Labels; value: number };

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
  const { incident, quiet, looked } = sections;
  const normal = quiet.at(-1) ?? looked;
  const steps = { quiet: normal, during: { from: normal.to + 1, to: looked.to } };
  const valuesIn = (expr: string, part: keyof typeof steps) =>
    valuesOf(expr, incident, '3', steps[part]).flat();
  const share = shareExpr(signal, byCohort, { rangeMs });
  const count = badCountExpr(signal, byCohort, { rangeMs });
  const traffic = trafficExpr(signal, byCohort, { rangeMs });
  const worst = valuesIn(share, 'during')
    .filter(({ value }) => !Number.isNaN(value))
    .reduce<{ labels: Labels; value: number } | undefined>(
      (most, one) => (most === undefined || one.value > most.value ? one : most),
      undefined,
    );
  const requests = (mean(valuesIn(traffic, 'quiet')) * rangeMs) / 1000;
  const quietMs = (normal.to - normal.from) * incident.stepMs;
  const expected = Math.max(mean(valuesIn(count, 'quiet')), rangeMs / (quietMs + rangeMs));
  return {
    rangeMs,
    stepMs: incident.stepMs,
    cohort: worst?.labels.cohort ?? 'all',
    usual: highest(valuesIn(share, 'quiet')),
    peak: worst?.value ?? 0,
    peakCount: highest(valuesIn(count, 'during')),
    floor: requests > 0 ? Math.min(1, poissonBound(expected, chance) / requests) : 0,
  };
}

function highest(samples: readonly Sample[]): number {
  return known(samples).reduce((most, value) => Math.max(most, value), 0);
}

function mean(samples: readonly Sample[]): number {
  const values = known(samples);
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function known(samples: readonly Sample[]): number[] {
  return samples.map(({ value }) => value).filter((value) => !Number.isNaN(value));
}
