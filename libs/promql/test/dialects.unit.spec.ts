import { evaluateAt, parseExpression, type Series } from '@hormesis/promql';
import { describe, expect, it } from 'vitest';
import { sourceOf } from './support/sample-series.js';

const minute = 60_000;

function value(text: string, series: Series, at: number, dialect?: '2' | '3'): number | undefined {
  return evaluateAt(parseExpression(text), sourceOf([series]), at, { dialect })[0]?.value;
}

function at(times: readonly number[], values: readonly number[]): Series {
  return {
    labels: { __name__: 'a' },
    length: times.length,
    times: times.map((each) => each * minute),
    values,
  };
}

describe('the dialects of Prometheus 2 and 3', () => {
  const counter = at([0, 1, 2, 3, 4, 5], [0, 60, 120, 180, 240, 300]);

  it('differ in whether a range holds its left bound', () => {
    expect(value('count_over_time(a[5m])', counter, 5 * minute, '2')).toBe(6);
    expect(value('count_over_time(a[5m])', counter, 5 * minute, '3')).toBe(5);
    expect(value('count_over_time(a[5m])', counter, 5 * minute)).toBe(5);
  });

  it('differ in whether a sample of exactly five minutes ago still counts', () => {
    expect(value('a', counter, 10 * minute, '2')).toBe(300);
    expect(value('a', counter, 10 * minute, '3')).toBeUndefined();
  });

  it('differ in the first step of a subquery', () => {
    expect(value('count_over_time((a + 0)[5m:1m])', counter, 5 * minute, '2')).toBe(6);
    expect(value('count_over_time((a + 0)[5m:1m])', counter, 5 * minute, '3')).toBe(5);
  });

  it('give the same rate for a steady counter', () => {
    expect(value('rate(a[4m])', counter, 5 * minute, '2')).toBeCloseTo(1, 12);
    expect(value('rate(a[4m])', counter, 5 * minute, '3')).toBeCloseTo(1, 12);
  });

  it('differ in how far a counter that begins inside the range is continued to its zero', () => {
    // Samples a minute apart, far from the left bound; the counter would have been zero 0.9 minutes before.
    const begins = at([10, 11, 12], [54, 114, 174]);
    const reach = { '2': 0.9, '3': 0.5 };
    for (const dialect of ['2', '3'] as const)
      expect(value('increase(a[10m])', begins, 12 * minute, dialect)).toBeCloseTo(
        120 * ((2 + reach[dialect]) / 2),
        9,
      );
  });

  it('differ in the spread of a single value that is no number', () => {
    const strange = at([5], [Number.NaN]);
    expect(value('stddev(a)', strange, 5 * minute, '2')).toBe(0);
    expect(value('stddev(a)', strange, 5 * minute, '3')).toBeNaN();
  });
});
