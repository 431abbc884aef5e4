import {
  evaluateAt,
  evaluation,
  labelKey,
  PromqlError,
  parseExpression,
  type Sample,
  type Series,
  type SeriesSource,
} from '@hormesis/promql';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matches } from '../src/labels/match-labels.js';
import { random } from './support/random.js';
import { randomExpression } from './support/random-expression.js';
import { end, sampleSeries, sourceOf, start } from './support/sample-series.js';

const series = sampleSeries(3);
const seed = fc.integer({ min: 0, max: 1_000_000 });
const expressions = seed.map((each) => randomExpression(random(each), 3));
const moments = fc.array(fc.integer({ min: start, max: end }), { minLength: 2, maxLength: 8 });
const dialects = fc.constantFrom('2' as const, '3' as const);
const runs = { numRuns: 100 };

type Outcome = Record<string, number> | 'fails';

const keyed = (samples: Sample[]): Outcome =>
  Object.fromEntries(
    samples
      .map(({ labels, value }): [string, number] => [labelKey(labels), value])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

function outcome(run: () => Sample[]): Outcome {
  try {
    return keyed(run());
  } catch (error) {
    if (error instanceof PromqlError && error.fault === 'evaluation') return 'fails';
    throw error;
  }
}

function fresh(text: string, source: SeriesSource, at: number, dialect: '2' | '3' = '3'): Outcome {
  return outcome(() => evaluateAt(parseExpression(text), source, at, { dialect }));
}

/** An evaluation that goes on from moment to moment. */
function going(text: string, source: SeriesSource, dialect: '2' | '3' = '3'): (at: number) => Outcome {
  const bound = evaluation(parseExpression(text), source, { dialect });
  return (at) =>
    outcome(() => {
      const { labels, values, present } = bound.at(at);
      return [...labels.keys()]
        .filter((slot) => present[slot] === 1)
        .map((slot) => ({ labels: labels[slot] ?? {}, value: values[slot] ?? 0 }));
    });
}

describe('an evaluation', () => {
  it('gives the same whether it goes on, goes back, or starts from scratch', () => {
    fc.assert(
      fc.property(expressions, moments, dialects, (text, times, dialect) => {
        const at = going(text, sourceOf(series), dialect);
        for (const time of times) expect(at(time)).toEqual(fresh(text, sourceOf(series), time, dialect));
      }),
      runs,
    );
  });

  it('does not depend on the order of series and of labels', () => {
    fc.assert(
      fc.property(expressions, fc.integer({ min: start, max: end }), (text, time) => {
        const turned = series
          .map(({ labels, ...rest }) => ({
            ...rest,
            labels: Object.fromEntries(Object.entries(labels).reverse()),
          }))
          .reverse();
        expect(rounded(fresh(text, sourceOf(turned), time))).toEqual(
          rounded(fresh(text, sourceOf(series), time)),
        );
      }),
      runs,
    );
  });

  it('is blind to samples that were not yet known, and sees them once they are', () => {
    fc.assert(
      fc.property(expressions, moments, seed, (text, times, lateness) => {
        const late = series.map((each) => arrivingLate(each, lateness));
        const at = going(text, sourceOf(late));
        for (const time of [...times].sort((a, b) => a - b)) {
          const known = late.map((each) => cutAt(each, time));
          expect(at(time)).toEqual(fresh(text, sourceOf(known), time));
        }
      }),
      runs,
    );
  });

  it('finds series and samples that come while it goes on', () => {
    fc.assert(
      fc.property(expressions, moments, (text, times) => {
        const growing = series.map((each) => ({ ...each, length: 0 }));
        const source: SeriesSource = {
          get version() {
            return growing.filter(({ length }) => length > 0).length;
          },
          select: (matchers) =>
            growing.filter(({ labels, length }) => length > 0 && matches(matchers)(labels)),
        };
        const at = going(text, source);
        for (const time of [...times].sort((a, b) => a - b)) {
          for (const each of growing) each.length = samplesUpTo(each, time);
          expect(at(time)).toEqual(fresh(text, sourceOf(series), time));
        }
      }),
      runs,
    );
  });

  it('goes on when samples are let go that no range reaches any more', () => {
    fc.assert(
      fc.property(expressions, moments, (text, times) => {
        const pruned = series.map((each) => ({ ...each, forgotten: 0 }));
        const at = going(text, sourceOf(pruned));
        for (const time of [...times].sort((a, b) => a - b)) {
          expect(at(time)).toEqual(fresh(text, sourceOf(series), time));
          for (const each of pruned) forgetBefore(each, time - 90 * 60_000);
        }
      }),
      runs,
    );
  });
});

function samplesUpTo({ times }: Pick<Series, 'times'>, time: number): number {
  return Array.from(times).filter((each) => each <= time).length;
}

function arrivingLate(each: Series, lateness: number): Series {
  const by = random(lateness + each.length);
  let latest = 0;
  const seenAt = Array.from(each.times, (time) => {
    latest = Math.max(latest, time + (by.chance(0.2) ? by.below(600_000) : by.below(2000)));
    return latest;
  });
  return { ...each, seenAt };
}

function cutAt(each: Series, now: number): Series {
  const length = Array.from(each.seenAt ?? []).filter((seen) => seen <= now).length;
  return { labels: each.labels, length, times: each.times, values: each.values };
}

function forgetBefore(each: { -readonly [K in keyof Series]: Series[K] }, time: number): void {
  const gone = samplesUpTo(each, time);
  each.times = Array.from(each.times).slice(gone);
  each.values = Array.from(each.values).slice(gone);
  each.length -= gone;
  each.forgotten = (each.forgotten ?? 0) + gone;
}

/** Sums in another order may differ in their last digits. */
function rounded(given: Outcome): Record<string, string> | 'fails' {
  if (given === 'fails') return given;
  return Object.fromEntries(Object.entries(given).map(([key, value]) => [key, value.toPrecision(8)]));
}
