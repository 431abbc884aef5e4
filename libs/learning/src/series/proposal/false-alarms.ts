import { poissonInterval } from '@hormesis/backtest';
import type { Judged } from '../fit/judge.js';
import type { Lesson } from '../fit/lesson.js';

const day = 86_400_000;

/** How often the alert fires without an incident. */
export type FalseAlarms = {
  /** Firings in the normal past, and how long that was, in days. */
  seen: number;
  days: number;
  /**
   * What is to be expected a day, by the tail of the normal past; and the 95 % interval by what was seen. Where the tail
   * contradicts what was seen, the nearer end of that interval is expected.
   */
  perDay: number;
  low: number;
  high: number;
};

export function falseAlarmsOf(lesson: Lesson, seen: number, alert: Judged): FalseAlarms {
  const days = (lesson.normalPoints * lesson.step) / day;
  const { low, high } = poissonInterval(seen);
  return {
    seen,
    days: short(days),
    perDay: short(Math.min(high, Math.max(low, alert.falseAlarms)) / days),
    low: short(low / days),
    high: short(high / days),
  };
}

function short(value: number): number {
  return Number(value.toPrecision(3));
}
