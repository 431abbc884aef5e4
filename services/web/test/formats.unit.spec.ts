import { describe, expect, it } from 'vitest';
import { actionText } from '../src/format/action-text.js';
import { actorText } from '../src/format/actor-text.js';
import { clock } from '../src/format/clock.js';
import { duration } from '../src/format/duration.js';
import { weekOf } from '../src/format/iso-week.js';
import { percent } from '../src/format/percent.js';
import { relativeTime } from '../src/format/relative-time.js';
import { utc, utcMinute, utcTime } from '../src/format/utc.js';

const minute = 60_000;
const hour = 60 * minute;

describe('a duration', () => {
  it.each([
    [0, '0 ms'],
    [84.4, '84 ms'],
    [8430, '8.4 s'],
    [59_999, '59 s'],
    [12 * minute + 4000, '12 min 4 s'],
    [3 * hour, '3 h'],
    [52 * hour + 59 * minute, '2 d 4 h'],
    [-5, '0 ms'],
  ])('%d ms reads %s', (ms, text) => {
    expect(duration(ms)).toBe(text);
  });
});

it('a running time reads like a clock, beyond a day too', () => {
  expect(clock(41 * minute + 7000)).toBe('00:41:07');
  expect(clock(100 * hour)).toBe('100:00:00');
  expect(clock(-1)).toBe('00:00:00');
});

describe('a distance in time', () => {
  const now = Date.UTC(2026, 10, 16, 12);
  it.each([
    [now - 500, 'just now'],
    [now - 14_000, '14 s ago'],
    [now - 3 * hour, '3 h ago'],
    [now + 5 * minute, 'in 5 min'],
    [now - 40 * 24 * hour, '2026-10-07'],
  ])('%d reads %s', (time, text) => {
    expect(relativeTime(time, now)).toBe(text);
  });
});

it('an exact time keeps its milliseconds and says that it is UTC', () => {
  expect(utc('2026-11-16T15:03:11.250+01:00')).toBe('2026-11-16 14:03:11.250 UTC');
  expect(utc('2026-11-16T14:03:11Z')).toBe('2026-11-16 14:03:11 UTC');
  expect(utcMinute('2026-11-16T15:03:11+01:00')).toBe('2026-11-16 14:03 UTC');
  expect(utcTime('2026-11-16T15:03:11+01:00')).toBe('14:03:11');
  expect(utcTime('2026-11-16T15:03:11+01:00', true)).toBe('11-16 14:03:11');
  expect(utc('some day')).toBe('some day');
});

it('a probability claims neither nothing nor certainty where there is none', () => {
  expect([0, 0.004, 0.07, 0.996, 1].map((share) => percent(share).replace('\u00a0', ' '))).toEqual([
    '0 %',
    '<1 %',
    '7 %',
    '>99 %',
    '100 %',
  ]);
});

it('an ISO week belongs to the year of its Thursday', () => {
  expect(weekOf(Date.UTC(2026, 10, 16))).toBe('2026-W47');
  expect(weekOf(Date.UTC(2027, 0, 3, 23, 59))).toBe('2026-W53');
  expect(weekOf(Date.UTC(2027, 0, 4))).toBe('2027-W01');
});

it('an agent is named with whom it acted for', () => {
  expect(actorText({ kind: 'agent', id: 'shipper', onBehalfOf: 'ana' })).toBe('shipper (agent) for ana');
  expect(actorText({ kind: 'person', id: 'ana' })).toBe('ana');
  expect(actorText(null)).toBe('unknown');
});

it('an action reads as an order', () => {
  expect(actionText({ kind: 'kill', flag: 'tax' })).toBe('Turn off flag tax');
  expect(
    actionText({ kind: 'rollback', service: 'mailer', environment: 'production', toVersion: 'v204' }),
  ).toBe('Roll back mailer in production to v204');
  expect(actionText({ kind: 'dance' })).toBe('Do dance');
});
