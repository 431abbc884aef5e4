import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Judged } from '../../src/series/fit/judge.js';
import type { Lesson } from '../../src/series/fit/lesson.js';
import { falseAlarmsOf } from '../../src/series/proposal/false-alarms.js';
import { isIn, learnt, minute, noise, proposalOf, series } from './made.js';

describe('the false alarms of an alert', () => {
  it('lie within their own interval, whatever the tail says', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 50 }),
        fc.double({ min: 0, max: 1e4, noNaN: true }),
        fc.integer({ min: 20, max: 100_000 }),
        (seen, falseAlarms, normalPoints) => {
          const lesson = { normalPoints, step: minute } as Lesson;
          const { low, perDay, high } = falseAlarmsOf(lesson, seen, { falseAlarms } as Judged);
          expect(low).toBeLessThanOrEqual(perDay);
          expect(perDay).toBeLessThanOrEqual(high);
        },
      ),
    );
  });

  it('are none where it fires shortly before the label, which came late', () => {
    const some = noise(3);
    const { taught } = learnt(
      series(700, (n) => 100 + 2 * some() + (isIn(n, [[596, 620]]) ? 45 : 0)),
      [600, 620],
    );
    const { instance, falseAlarms } = proposalOf(taught);
    expect(instance.delayMs).toBeLessThan(0);
    expect(falseAlarms.seen).toBe(0);
  });
});
