import type { BacktestReport } from '@hormesis/events/learning';
import type { Facts, Origin, Period } from '../facts/facts.js';
import { beganAt } from '../facts/past-change.js';
import type { PastIncident } from '../facts/past-incident.js';
import { fewestDaysToScore } from './bars.js';
import { classOf } from './class-of.js';
import type { Coverage } from './coverage.js';
import { type Exercise, exerciseOn, instant, spanOf } from './exercise-on.js';
import { falseAlarmsOf, falseFirings } from './false-alarms.js';
import type { Firing } from './firing.js';
import { goodChangesStopped, goodStepsAt } from './good-changes.js';
import { missingIncident, missingResults, missingSeries } from './missing.js';
import { addsNothing, type OtherRule } from './overlap.js';
import { rounded } from './rounded.js';
import { type ExposedBetween, savedUserSeconds } from './saved.js';
import { verdictOf } from './verdict.js';

/** What the replay of one rule gave. */
export type ReplayedRule = {
  name: string;
  /** Joined, in order of time. */
  firings: readonly Firing[];
  /** Of the series that it reads. */
  coverage: Coverage;
  series: number;
  /** How long after something it can begin to fire because of it: how far back it looks, and how long it holds. */
  reachMs: number;
  /** Metrics that it looks at; `null`: any. */
  metrics: ReadonlySet<string> | null;
  /** What it reads, as it is written: `hormesis_signal_bad_total{service="checkout"}`. */
  selectors: readonly string[];
  /** Those of them that there is no series of. */
  unrecorded: readonly string[];
  /** Why it never had a value: it has none without a series that is not on record, or all is there and yet it has none. */
  silent?: 'unrecorded' | 'never' | undefined;
  /** Rules beside it, and guards in force, that were replayed as well. */
  others: readonly OtherRule[];
  /** The first moment at which it could not be evaluated, and at how many. */
  failed?: { because: string; at: number; count: number } | undefined;
};

export type ScoreRule = {
  replayed: ReplayedRule;
  facts: Facts;
  origin: Origin | null;
  windows: number;
  /** Those of them of which it is not on record when they came. */
  imported: number;
  exposedBetween: ExposedBetween;
};

/**
 * The report on a rule. What was recorded until the fit is set apart: figures are of the rest, unless nothing to speak of
 * is left; then they are of all, and the report says so.
 */
export function scoreRule({
  imported,
  replayed,
  facts,
  origin,
  windows,
  exposedBetween,
}: ScoreRule): BacktestReport {
  const { coverage, firings } = replayed;
  const { period } = coverage;
  const fittedUntil = origin?.fittedUntil ?? null;
  const common = {
    period: { from: instant(period.from), to: instant(period.to) },
    fittedUntil: fittedUntil === null ? null : instant(fittedUntil),
    coverage: rounded(coverage.share),
    windows,
    series: replayed.series,
    variantsTried: origin?.variantsTried ?? 1,
  };
  const known = facts.incidents.filter(({ confirmed, onset }) => confirmed && onset < period.to);
  const ofClass = classOf(known, replayed, origin).filter(({ onset }) => onset >= period.from);
  const covered = ofClass.filter((incident) => isCovered(incident, coverage, period));
  const missing = [
    ...missingSeries(replayed, origin),
    ...ofClass.filter((one) => !covered.includes(one)).map((one) => missingIncident(one, coverage)),
    ...missingSource(known, ofClass, origin),
    ...missingResults(replayed),
  ];
  if (coverage.share === 0 || replayed.silent) return { ...common, ...nothing(missing, replayed) };

  const spans = known.map((incident) =>
    spanOf(incident, period.to, replayed.reachMs, goodStepsAt(incident, facts.changes)),
  );
  const exercises = covered.map((past) => ({
    past,
    ...exerciseOn(past, firings, spans, period.to, fittedUntil),
  }));
  const daysLeft = coverage.daysOutside(fittedUntil ?? period.from, spans, firings);
  const toScore = exercises.filter(({ part }) => part === 'score');
  const isScored = fittedUntil === null || daysLeft >= fewestDaysToScore || toScore.length > 0;
  const since = isScored ? (fittedUntil ?? period.from) : period.from;

  const falseAlarms = falseAlarmsOf(
    falseFirings(firings, since, spans),
    isScored ? daysLeft : coverage.daysOutside(period.from, spans, firings),
  );
  const goodChanges = goodChangesStopped(
    facts.changes.filter(
      (change) =>
        change.incident === null &&
        beganAt(change) >= since &&
        beganAt(change) < period.to &&
        coverage.isCovered(change, beganAt(change), beganAt(change)),
    ),
    firings,
    spans,
  );
  const counted = isScored && toScore.length > 0 ? toScore : exercises;
  const saved = savedUserSeconds(counted, period.to, exposedBetween);
  const source = exercises.find(({ incident }) => incident === origin?.incident);
  return {
    ...common,
    missing,
    source: source ? plain(source) : null,
    recall: {
      caught: counted.filter(({ firedAt }) => firedAt !== null).length,
      of: counted.length,
      incidents: exercises.map(plain),
    },
    falseAlarms,
    goodChanges,
    savedUserSeconds: saved,
    ...verdictOf({
      exercises,
      counted,
      source,
      limits: origin?.limits ?? false,
      falseAlarms,
      goodChanges,
      isScored,
      variantsTried: common.variantsTried,
      windows,
      imported,
      overlap: addsNothing(exercises, replayed.others, spans, period.to),
    }),
  };
}

function isCovered({ service, environment, onset, endedAt }: PastIncident, of: Coverage, period: Period) {
  return of.isCovered({ service, environment }, onset, endedAt ?? period.to);
}

function missingSource(
  known: readonly PastIncident[],
  ofClass: readonly PastIncident[],
  origin: Origin | null,
): string[] {
  if (origin === null || ofClass.some(({ id }) => id === origin.incident)) return [];
  const source = known.find(({ id }) => id === origin.incident);
  const why = source ? `its onset, ${instant(source.onset)}, is not` : 'the log does not hold it';
  return [`The incident that taught it, ${origin.incident}, within the period: ${why}.`];
}

function nothing(missing: string[], { coverage, silent }: ReplayedRule) {
  const why =
    coverage.share === 0
      ? 'Nothing that it reads was recorded in the period'
      : silent === 'unrecorded'
        ? 'It has no value without series that were never recorded in the period'
        : 'Its expression never had a value in the period';
  return {
    verdict: 'not-evaluable' as const,
    reason: `${why}, so nothing can be said of it: ${missing[0] ?? 'no series matches.'}`,
    missing,
    source: null,
    recall: null,
    falseAlarms: null,
    goodChanges: null,
    savedUserSeconds: null,
  };
}

function plain({ past: _, ...exercise }: Exercised): Exercise {
  return exercise;
}

/** An exercise with the incident it was on. */
export type Exercised = Exercise & { past: PastIncident };
