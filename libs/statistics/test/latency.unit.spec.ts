import { histogramForm, histogramOf, latencyValue } from '@hormesis/statistics';
import { describe, expect, it } from 'vitest';

describe('a histogram', () => {
  const counts = { bounds: [10, 20, 50], counts: [1, 2, 0, 3], total: 6 };

  it.each([
    ['cumulative, the count says the rest', { 10: 1, 20: 3, 50: 3 }, 6],
    ['cumulative up to +Inf, in any order', { '+Inf': 6, 50: 3, 10: 1, 20: 3 }, 6],
    ['counts a bucket, for they fall', { 10: 1, 20: 2, 50: 0, Infinity: 3 }, 6],
  ])('is read: %s', (_, le, count) => {
    expect(histogramOf({ count, le })).toEqual(counts);
  });

  it('is read as its series has shown, where a window could be either', () => {
    const form = histogramForm();
    const either = { count: 3, le: { 10: 1, 20: 2, 50: 0 } };
    for (let n = 0; n < 3; n++) histogramOf(either, form);
    expect(histogramOf({ count: 3, le: { 10: 0, 20: 1, 50: 2 } }, form)?.counts).toEqual([0, 1, 2, 0]);
    expect(histogramOf({ count: 3, le: { 10: 0, 20: 1, 50: 2 } })?.counts).toEqual([0, 1, 1, 1]);
  });

  it('needs two bounds', () => {
    expect(histogramOf({ count: 6, le: { 10: 1, '+Inf': 6 } })).toBeUndefined();
    expect(histogramOf({ count: 6 })).toBeUndefined();
  });
});

describe('the latency of a window', () => {
  const le = (factor: number) =>
    Object.fromEntries([10, 20, 40, 80, 160].map((bound, i) => [bound * factor, i * 5]));

  it('is the log of the time where bounds are fine enough: twice as slow is ln 2 more', () => {
    const [once, twice] = [latencyValue({ count: 20, le: le(1) }), latencyValue({ count: 20, le: le(2) })];
    expect(once?.inLog).toBe(true);
    expect(((twice?.sum ?? 0) - (once?.sum ?? 0)) / 20).toBeCloseTo(Math.LN2);
  });

  it('is the time itself where there are no bounds', () => {
    expect(latencyValue({ count: 4, sumMs: 200 })).toMatchObject({ count: 4, sum: 200, inLog: false });
  });

  it('is nothing where nothing was timed', () => {
    expect(latencyValue({ count: 0, sumMs: 0 })).toBeUndefined();
    expect(latencyValue({ count: 4 })).toBeUndefined();
  });
});
