import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseWeek, weekBefore, weekOf } from '../src/model/iso-week.js';

describe('an ISO week', () => {
  it('runs from Monday to Monday in UTC', () => {
    expect(parseWeek('2026-W47')).toEqual({
      week: '2026-W47',
      from: '2026-11-16T00:00:00.000Z',
      to: '2026-11-23T00:00:00.000Z',
    });
  });

  it.each([
    ['2024-12-30T00:00:00Z', '2025-W01'],
    ['2027-01-03T23:59:59.999Z', '2026-W53'],
    ['2027-01-04T00:00:00Z', '2027-W01'],
    ['2023-01-01T12:00:00Z', '2022-W52'],
  ])('%s lies in %s', (instant, week) => {
    expect(weekOf(new Date(instant)).week).toBe(week);
  });

  it.each(['2026-W00', '2026-W54', '2025-W53', '2026-47', '2026-W7', 'W47', ''])('%s is none', (text) => {
    expect(parseWeek(text)).toBeUndefined();
  });

  it('is found again from each of its instants, and follows the one before it', () => {
    const instant = fc.date({
      min: new Date('1990-01-01'),
      max: new Date('2090-01-01'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instant, (date) => {
        const week = weekOf(date);
        expect(parseWeek(week.week)).toEqual(week);
        expect(Date.parse(week.from)).toBeLessThanOrEqual(date.getTime());
        expect(Date.parse(week.to)).toBeGreaterThan(date.getTime());
        expect(weekBefore(week).to).toBe(week.from);
      }),
    );
  });
});
