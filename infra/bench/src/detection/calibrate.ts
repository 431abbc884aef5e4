import type { Judge, Verdict } from './judge.js';
import { MinuteClock } from './minute-clock.js';
import type { Plan } from './plan.js';
import { simulate } from './simulate.js';

/** Half of the false alarms for errors, half for latency. */
const shares = 2;

/** The highest verdicts of each judge in a healthy run. */
export function extremes(judges: readonly Judge[], plan: Plan, seed: number): Verdict[] {
  const clock = new MinuteClock(judges);
  const highest = judges.map(() => ({ errors: 0, latency: 0 }));
  for (const line of simulate(plan, seed)) {
    for (const { verdicts } of clock.take(line)) {
      verdicts.forEach(({ errors, latency }, n) => {
        raise(highest[n], errors, latency);
      });
    }
  }
  return highest;
}

function raise(highest: Verdict | undefined, errors: number, latency: number): void {
  if (!highest) return;
  highest.errors = Math.max(highest.errors, errors);
  highest.latency = Math.max(highest.latency, latency);
}

/** Limits that this share of the runs of which these are the highest verdicts would have passed. */
export function limitsFor(falseAlarms: number, highest: readonly Verdict[]): Verdict {
  const limit = (of: (verdict: Verdict) => number) => {
    const sorted = highest.map(of).sort((one, other) => other - one);
    return sorted[Math.floor((falseAlarms / shares) * sorted.length)] ?? Number.POSITIVE_INFINITY;
  };
  return { errors: limit(({ errors }) => errors), latency: limit(({ latency }) => latency) };
}
