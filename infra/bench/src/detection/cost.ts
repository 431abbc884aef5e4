import { isChange } from './lines.js';
import { scenario } from './scenarios/all.js';
import { simulate } from './simulate.js';
import { subjects } from './subjects.js';

/** Processor time of a subject: microseconds a window, and nanoseconds a request that the windows count. */
export type Cost = { windowMicroseconds: number; requestNanoseconds: number };

const rounds = 5;

/** What each subject costs on a healthy run; the median of five rounds after one that warms up. */
export function costs(): Record<string, Cost> {
  const lines = [...simulate(scenario('healthy').plan, 1)];
  const windows = lines.flatMap((line) => (isChange(line) ? [] : [line]));
  const requests = windows.reduce((sum, { total }) => sum + total, 0);
  const never = { errors: Number.POSITIVE_INFINITY, latency: Number.POSITIVE_INFINITY };
  const fresh = () => subjects({ 'threshold 60 s': never, 'Mann-Whitney': never });
  return Object.fromEntries(
    Object.keys(fresh()).map((name) => {
      const times = Array.from({ length: rounds + 1 }, () => {
        const subject = fresh()[name];
        const begin = process.threadCpuUsage();
        for (const line of lines) subject?.take(line);
        const { user, system } = process.threadCpuUsage(begin);
        return user + system;
      });
      const median = times.slice(1).sort((one, other) => one - other)[Math.floor(rounds / 2)] ?? Number.NaN;
      return [
        name,
        {
          windowMicroseconds: round(median / windows.length),
          requestNanoseconds: round((median * 1000) / requests),
        },
      ];
    }),
  );
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
