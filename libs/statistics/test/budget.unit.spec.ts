import { parseBudget } from '@hormesis/statistics';
import { describe, expect, it } from 'vitest';

const minute = 60_000;
const day = 24 * 60 * minute;

describe('a budget in words', () => {
  it.each([
    ['one false rollback a month', 1, 30 * day],
    ['1 % per 30 min', 0.01, 30 * minute],
    ['1% per 30 minutes', 0.01, 30 * minute],
    ['2 false alarms a week', 2, 7 * day],
    ['Two alarms per week', 2, 7 * day],
    ['0.5 percent every hour', 0.005, 60 * minute],
    ['3 pages / year', 3, 365 * day],
    ['once a quarter', 1, 91 * day],
  ])('%s', (words, falseAlarms, perMs) => {
    expect(parseBudget(words)).toEqual({ falseAlarms, perMs });
  });

  it.each(['', 'few', 'none a month', '0 a month', 'one a fortnight', '-1 a day', '1 % per'])(
    'is refused with what can be said: “%s”',
    (words) => {
      expect(() => parseBudget(words)).toThrow(/is no budget. Say how many false alarms in what time/);
    },
  );
});
