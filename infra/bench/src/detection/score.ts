import { exactInterval } from './interval.js';
import type { Outcome } from './outcome.js';

/** A share of runs, with its exact 95 % interval. */
export type Share = { hits: number; of: number; share: number; low: number; high: number };

/** What a subject did in the runs of a scenario. Seconds; a delay is undefined where that share of runs was missed. */
export type Score = {
  runs: number;
  delayP50?: number;
  delayP90?: number;
  onsetErrorP50?: number;
  missed: Share;
  /** Runs in which the guilty change was named as the fault was found. */
  named: Share;
  /** Runs with a false alarm in the half hour after the change, or until the fault began. */
  falseAlarms: Share;
  /** Runs with a false alarm in the ten minutes before the change. */
  falseInHistory: Share;
  wrong: Share;
  methods: Record<string, number>;
};

export function scoreOf(outcomes: readonly Outcome[]): Score {
  const delays = outcomes.map(({ delay = Number.POSITIVE_INFINITY }) => delay).sort(ascending);
  const onsetErrors = outcomes.flatMap(({ onsetError }) => onsetError ?? []).sort(ascending);
  const share = (is: (outcome: Outcome) => boolean) => shareOf(outcomes.filter(is).length, outcomes.length);
  return {
    runs: outcomes.length,
    ...known('delayP50', quantile(delays, 0.5)),
    ...known('delayP90', quantile(delays, 0.9)),
    ...known('onsetErrorP50', quantile(onsetErrors, 0.5)),
    missed: share(({ delay }) => delay === undefined),
    named: share(({ named }) => named),
    falseAlarms: share(({ falseAlarm }) => falseAlarm),
    falseInHistory: share(({ falseInHistory }) => falseInHistory),
    wrong: share(({ wrong }) => wrong),
    methods: countOf(outcomes.flatMap(({ methods }) => methods)),
  };
}

export function shareOf(hits: number, of: number): Share {
  const [low, high] = exactInterval(hits, of).map((one) => Math.round(one * 1e4) / 1e4);
  return { hits, of, share: of === 0 ? 0 : hits / of, low: low ?? 0, high: high ?? 1 };
}

/** The nearest rank; runs that were missed count as endless. */
function quantile(sorted: readonly number[], share: number): number | undefined {
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  return value === undefined || value === Number.POSITIVE_INFINITY ? undefined : Math.round(value * 10) / 10;
}

function known<Name extends string>(name: Name, value: number | undefined): { [name in Name]?: number } {
  return (value === undefined ? {} : { [name]: value }) as { [name in Name]?: number };
}

function countOf(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

function ascending(one: number, other: number): number {
  return one - other;
}
