import { evaluateAt, parseExpression, type Series } from '@hormesis/promql';
import { describe, expect, it } from 'vitest';
import type { Judged } from '../../src/series/fit/judge.js';
import type { Lesson } from '../../src/series/fit/lesson.js';
import type { Track } from '../../src/series/fit/tracks.js';
import { promqlOf } from '../../src/series/proposal/promql.js';
import { minute } from './made.js';

const gap = Array.from({ length: 20 }, () => undefined);

function expressionOf(track: Partial<Track>, threshold: number, direction: 1 | -1 = 1): string {
  const whole = { signal: { baseline: undefined }, window: 1, family: 'threshold', ...track };
  const judged = { track: whole, direction, threshold } as unknown as Judged;
  return promqlOf({ step: minute } as Lesson, judged) ?? '';
}

/** The minutes at which the expression is true, of one value a minute. */
function trueAt(expression: string, values: readonly (number | undefined)[], dialect: '2' | '3'): number[] {
  const points = values.flatMap((value, n) => (value === undefined ? [] : [{ value, time: n * minute }]));
  const series: Series = {
    labels: { __name__: 'METRIC' },
    length: points.length,
    times: points.map(({ time }) => time),
    values: points.map(({ value }) => value),
  };
  const parsed = parseExpression(expression);
  const source = { select: () => [series] };
  return values.flatMap((_, n) =>
    evaluateAt(parsed, source, n * minute, { dialect }).length > 0 ? [n] : [],
  );
}

describe.each(['2', '3'] as const)('an alert as Prometheus %s reads it', (dialect) => {
  it('takes no first point and no gap for a flat line', () => {
    const flat = expressionOf({ family: 'flatline', how: 'sameness' }, 7.4);
    expect(flat).toBe('changes(METRIC[8m]) == 0 and count_over_time(METRIC[8m]) >= 8');
    const rising = Array.from({ length: 10 }, (_, n) => n);
    expect(trueAt(flat, [...rising, ...gap, ...rising.map((n) => n + 20)], dialect)).toEqual([]);
    const stuck = trueAt(flat, [...rising, ...rising.map(() => 9)], dialect);
    expect(stuck).toEqual(stuck.filter((n) => n >= 16));
    expect(stuck).toContain(18);
  });

  it.each([
    ['mean', 'avg_over_time'],
    ['median', 'quantile_over_time'],
  ] as const)('takes no %s of fewer points than it has to hold', (how, called) => {
    const expression = expressionOf({ how, window: 3 }, 10);
    expect(expression).toContain(called);
    const values = [99, 1, 1, 1, 1, ...gap, 99, 1, 1, 1, 99, 99, 99, 1];
    expect(trueAt(expression, values, dialect)).not.toContain(0);
    expect(trueAt(expression, values, dialect)).not.toContain(25);
    expect(trueAt(expression, values, dialect)).toContain(31);
  });

  it('compares no stretch with one that is not whole', () => {
    const expression = expressionOf({ how: 'change', window: 2, family: 'change' }, 50);
    const values = [1, 99, 99, 99, 1, 1, ...gap, 1, 1, 99, 99, 99];
    // Prometheus 2 counts the point on the left edge in, so that the step is seen for one minute more.
    expect(trueAt(expression, values, dialect)).toEqual(dialect === '2' ? [29, 30] : [29]);
  });
});
