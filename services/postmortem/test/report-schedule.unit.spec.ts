import { describe, expect, it } from 'vitest';
import { nextTime, readSchedule } from '../src/publish-weekly/report-schedule.js';
import { preferredType } from '../src/reports/preferred-type.js';

describe('the schedule', () => {
  it('is Monday at 06:00 UTC unless told otherwise', () => {
    const schedule = readSchedule({}) ?? '';
    expect(nextTime(schedule, new Date('2026-11-23T00:00:00Z')).toISOString()).toBe(
      '2026-11-23T06:00:00.000Z',
    );
    expect(nextTime(schedule, new Date('2026-11-23T06:00:00Z')).toISOString()).toBe(
      '2026-11-30T06:00:00.000Z',
    );
  });

  it('can be changed, or turned off', () => {
    expect(readSchedule({ HORMESIS_REPORT_CRON: '30 7 * * 2' })).toBe('30 7 * * 2');
    expect(readSchedule({ HORMESIS_REPORT_CRON: 'off' })).toBeUndefined();
  });

  it('refuses what is no cron expression, and names the variable', () => {
    expect(() => readSchedule({ HORMESIS_REPORT_CRON: 'mondays' })).toThrow(
      /HORMESIS_REPORT_CRON .* "mondays"/,
    );
  });
});

describe('the form of a report', () => {
  it.each([
    [undefined, 'application/json'],
    ['*/*', 'application/json'],
    ['text/markdown', 'text/markdown'],
    ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'text/html'],
    ['text/*', 'text/markdown'],
    ['application/json;q=0.5, text/markdown;q=0.7', 'text/markdown'],
    ['application/json;q=0, */*;q=0.1', 'text/markdown'],
    ['image/png', undefined],
  ])('for Accept %s is %s', (accept, type) => {
    expect(preferredType(accept)).toBe(type);
  });
});
