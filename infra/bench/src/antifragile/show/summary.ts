import { classNamed } from '../catalogue/all.js';
import type { ClassInSeed, RoundCosts, SeedResult, Went } from './result.js';

/** One round of a class over all seeds. */
export type Over = {
  /** In how many seeds each layer stopped it. */
  layers: Record<string, number>;
  /** Median of those in which it was noticed after it had harmed somebody; `null`: in none. */
  secondsToDetect: number | null;
  /** Means. */
  exposedUserSeconds: number;
};

export type ClassSummary = {
  class: string;
  says: string;
  first: Over;
  second: Over;
  without: Over;
  /** Seeds in which the second round was better, equal, worse than without guards. */
  seeds: { better: number; equal: number; worse: number };
  /** Where it is not better on average than without guards, or than the first time: why. */
  why: string[];
  shouldStop: string;
  because: string;
};

export type Totals = {
  exposedUserSeconds: number;
  medianSecondsToDetect: number | null;
  falseAlarmsAWeek: number;
  falseAlarmsByGuardsAWeek: number;
  goodChanges: number;
  goodStopped: number;
  goodDelayed: number;
  /** Hours by which a good change was delayed, over all good changes. */
  delayedHoursEach: number;
};

export type Summary = { classes: ClassSummary[]; totals: { first: Totals; second: Totals; without: Totals } };

const rounds = ['first', 'second', 'without'] as const;

export function summaryOf(seeds: readonly SeedResult[]): Summary {
  const names = [...new Set(seeds.flatMap(({ classes }) => classes.map((each) => each.class)))];
  const totals = (round: (typeof rounds)[number]) =>
    totalsOf(
      seeds.flatMap(({ classes }) => classes.map((each) => each[round])),
      seeds.map(({ costs }) => costs[round]),
    );
  return {
    classes: names.map((name) =>
      classSummary(
        name,
        seeds.flatMap(({ classes }) => classes.filter((each) => each.class === name)),
      ),
    ),
    totals: { first: totals('first'), second: totals('second'), without: totals('without') },
  };
}

function classSummary(name: string, all: readonly ClassInSeed[]): ClassSummary {
  const { says, shouldStop, because } = classNamed(name);
  const count = (verdict: ClassInSeed['verdict']) => all.filter((each) => each.verdict === verdict).length;
  return {
    class: name,
    says,
    first: over(all.map(({ first }) => first)),
    second: over(all.map(({ second }) => second)),
    without: over(all.map(({ without }) => without)),
    seeds: { better: count('better'), equal: count('equal'), worse: count('worse') },
    why: mostCommon(all.flatMap(({ why }) => (why === null ? [] : [why]))),
    shouldStop,
    because,
  };
}

function over(went: readonly Went[]): Over {
  const layers: Record<string, number> = {};
  for (const { stoppedBy } of went) layers[stoppedBy] = (layers[stoppedBy] ?? 0) + 1;
  return {
    layers,
    secondsToDetect: median(
      went.flatMap(({ secondsToDetect }) => (secondsToDetect === null ? [] : [secondsToDetect])),
    ),
    exposedUserSeconds: mean(went.map(({ exposedUserSeconds }) => exposedUserSeconds)),
  };
}

function totalsOf(went: readonly Went[], costs: readonly RoundCosts[]): Totals {
  const sum = (of: (each: RoundCosts) => number) => costs.reduce((before, each) => before + of(each), 0);
  const weeks = sum(({ days }) => days) / 7;
  const goodChanges = sum((each) => each.goodChanges);
  return {
    exposedUserSeconds: went.reduce((before, each) => before + each.exposedUserSeconds, 0),
    medianSecondsToDetect: median(went.flatMap(({ secondsToDetect }) => secondsToDetect ?? [])),
    falseAlarmsAWeek: round(sum(({ falseAlarms }) => falseAlarms) / weeks, 1),
    falseAlarmsByGuardsAWeek: round(sum(({ byGuards }) => byGuards) / weeks, 1),
    goodChanges,
    goodStopped: sum(({ goodStopped }) => goodStopped),
    goodDelayed: sum(({ goodDelayed }) => goodDelayed),
    delayedHoursEach: round(sum(({ delayedHours }) => delayedHours) / Math.max(1, goodChanges), 2),
  };
}

/** The two that were given most often, with how often. */
function mostCommon(reasons: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const reason of reasons) {
    const plain = reason
      .replace(/fired \d+ s after/g, 'fired after')
      .replace(/noticed \d+ s later/g, 'noticed later')
      .replace(/pro-[0-9a-f]+/g, 'it');
    counts.set(plain, (counts.get(plain) ?? 0) + 1);
  }
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .slice(0, 2)
    .map(([reason, times]) => `${reason} (${times} of ${reasons.length})`);
}

function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? null;
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : Math.round(values.reduce((sum, each) => sum + each, 0) / values.length);
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
