import type { Labels } from '@hormesis/promql';
import { enoughBad } from './enough-bad.js';
import { badCountExpr, byCohort, requestCountExpr, type Signal, shareExpr } from './promql-text.js';
import { valuesOf } from './run-rule.js';
import type { Sections } from './sections.js';

/** How far the incident stands out of the normal, looked at over a range. */
export type Contrast = {
  rangeMs: number;
  stepMs: number;
  /** The cohort in which it stands out most. */
  cohort: string;
  /** The usual share of bad requests, all cohorts together; not below what so much traffic can show. */
  rate: number;
  /** The highest share in the incident, of a cohort with more than a few bad requests. */
  peak: number;
  /** Bad requests within the range when it was worst. */
  peakCount: number;
};

type Sample = { labels: Labels; value: number };

const shortestMs = 60_000;
/** Steps that a range covers at least: a rate needs two samples, and one may be late. */
const fewestSteps = 4;
/** Of fewer bad requests a share says little. */
const handful = 5;

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
    known(valuesOf(expr, incident, '3', steps[part]).flat());
  const count = badCountExpr(signal, byCohort, { rangeMs });
  const bad = sum(valuesIn(count, 'quiet'));
  const requests = sum(valuesIn(requestCountExpr(signal, byCohort, { rangeMs }), 'quiet'));
  const peakCount = Math.max(0, ...valuesIn(count, 'during').map(({ value }) => value));
  const least = Math.min(handful, peakCount / 2);
  const worst = valuesIn(
    `${shareExpr(signal, byCohort, { rangeMs })} and ${count} >= ${least}`,
    'during',
  ).reduce<Sample | undefined>(
    (most, one) => (most === undefined || one.value > most.value ? one : most),
    undefined,
  );
  // Windows overlap: a single bad request is counted at so many looks.
  const looks = rangeMs / incident.stepMs;
  return {
    rangeMs,
    stepMs: incident.stepMs,
    cohort: worst?.labels.cohort ?? 'all',
    rate: requests === 0 ? 0 : Math.max(bad, looks) / requests,
    peak: peakCount === 0 ? 0 : (worst?.value ?? 0),
    peakCount,
  };
}

/** A share between the normal and the incident, by their logarithms: 0 is the normal, 1 the incident. */
export function shareAt({ rate, peak }: Contrast, height: number): number {
  return Number((rate ** (1 - height) * peak ** height).toPrecision(2));
}

/** Bad requests to ask for beside a share. `isSure`: the incident has so many that chance can be kept out. */
export function leastBad({ rate, peakCount }: Contrast, share: number): { count: number; isSure: boolean } {
  const enough = enoughBad(rate, share);
  const seen = Math.floor(peakCount / 2);
  return enough <= seen ? { count: enough, isSure: true } : { count: Math.max(1, seen), isSure: false };
}

function sum(samples: readonly Sample[]): number {
  return samples.reduce((total, { value }) => total + value, 0);
}

function known(samples: readonly Sample[]): Sample[] {
  return samples.filter(({ value }) => !Number.isNaN(value));
}
