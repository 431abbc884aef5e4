import type { BacktestReport } from '@hormesis/events/learning';
import { beganAt, type PastChange } from '../facts/past-change.js';
import { type PastIncident, stopOf } from '../facts/past-incident.js';
import { recoverMs } from '../score/bars.js';
import type { Coverage } from '../score/coverage.js';
import { type Exercise, instant } from '../score/exercise-on.js';
import { rounded } from '../score/rounded.js';
import type { Lived } from './live-through.js';
import { missingStories } from './missing-stories.js';
import { policyVerdict } from './policy-verdict.js';
import { lastsMs, type PolicyQuestion, type Relived, thinnings } from './replay-policy.js';
import type { NoStory } from './story.js';

export type PolicyReplayed = PolicyQuestion & {
  coverage: Coverage;
  /** Changes of which not enough is on record. */
  untold: readonly NoStory[];
  relived: readonly Relived[];
  series: number;
  /** Good changes that another incident disturbed, so that they are not counted. */
  skipped: number;
  windows: number;
};

const hourMs = 3_600_000;

/** The report on a flag policy: means over the thinnings. */
export function scorePolicy(replayed: PolicyReplayed): BacktestReport {
  const { coverage, origin, policy, relived, series, skipped, untold, windows } = replayed;
  const { from, to } = coverage.period;
  const fittedUntil = origin?.fittedUntil ?? null;
  const bad = relived.flatMap(({ incident, ...rest }) => (incident ? [{ incident, ...rest }] : []));
  const good = relived.filter(({ incident }) => incident === null);
  const exercises = bad.map((one) => exerciseOf(one, to, fittedUntil));
  const stops = good.map(({ lives }) => mean(lives, ({ firedAt }) => (firedAt === null ? 0 : 1)));
  const wrongStops = sumOf(stops);
  const slowerHours = sumOf(good.map(({ change }) => slowerBy(change, lastsMs(policy))));
  const addedHours = slowerHours + (wrongStops * recoverMs) / hourMs;
  const saved = bad.flatMap((one) => savedOn(one) ?? []);
  const savedUserSeconds = saved.length === 0 ? null : Math.round(sumOf(saved));
  return {
    missing: missingStories(untold),
    period: { from: instant(from), to: instant(to) },
    fittedUntil: fittedUntil === null ? null : instant(fittedUntil),
    coverage: rounded(coverage.share),
    windows,
    series,
    variantsTried: origin?.variantsTried ?? 1,
    source: exercises.find(({ incident }) => incident === origin?.incident) ?? null,
    recall:
      relived.length === 0
        ? null
        : {
            caught: exercises.filter(({ firedAt }) => firedAt !== null).length,
            of: exercises.length,
            incidents: exercises,
          },
    falseAlarms: null,
    goodChanges:
      relived.length === 0
        ? null
        : {
            of: good.length,
            stopped: Math.ceil(wrongStops),
            changes: good.filter((_, n) => (stops[n] ?? 0) > 0).map(({ change }) => change.id),
            addedHours: rounded(Math.max(0, addedHours)),
          },
    savedUserSeconds,
    ...policyVerdict({
      bad: bad.length,
      caught: exercises.filter(({ firedAt }) => firedAt !== null).length,
      good: good.length,
      wrongStops,
      addedHours,
      savedUserSeconds,
      skipped,
      missing: untold.length,
      isFit: exercises.length > 0 && exercises.every(({ part }) => part === 'fit'),
      thinnings,
    }),
  };
}

/** When most thinnings would have stopped it: the median of them. */
function exerciseOf(
  { incident, lives }: { incident: PastIncident; lives: readonly Lived[] },
  recordEnds: number,
  fittedUntil: number | null,
): Exercise {
  const stop = stopOf(incident, recordEnds);
  const fired = lives
    .map(({ firedAt }) => (firedAt !== null && firedAt < stop ? firedAt : Number.POSITIVE_INFINITY))
    .sort((a, b) => a - b);
  const middle = fired[Math.floor(fired.length / 2)] ?? Number.POSITIVE_INFINITY;
  const firedAt = Number.isFinite(middle) ? middle : null;
  return {
    incident: incident.id,
    detectedAt: instant(incident.detectedAt),
    firedAt: firedAt === null ? null : instant(firedAt),
    leadMs: firedAt === null ? null : incident.detectedAt - firedAt,
    part: fittedUntil !== null && incident.onset <= fittedUntil ? 'fit' : 'score',
  };
}

/**
 * Bad requests of all users, recorded less replayed; each is one user for one second. Where it was not bad requests that
 * its case counted, the part of the exposed requests that would not have been exposed.
 */
function savedOn({ incident, lives }: { incident: PastIncident; lives: readonly Lived[] }): number | null {
  const { metric, exposedUserSeconds } = incident;
  const badOf = (counts: ReadonlyMap<string, number>) =>
    metric === null ? sumOf([...counts.values()]) : (counts.get(metric) ?? 0);
  const fewer = mean(lives, ({ recorded, lived }) => badOf(recorded) - badOf(lived));
  const recorded = badOf(lives[0]?.recorded ?? new Map());
  if (exposedUserSeconds === null) return recorded > 0 ? fewer : null;
  if (recorded >= exposedUserSeconds) return fewer;
  const spared = mean(lives, ({ exposed }) =>
    exposed.recorded === 0 ? 0 : 1 - exposed.lived / exposed.recorded,
  );
  return exposedUserSeconds * spared;
}

/** Hours by which the ramp takes longer than the change took; a change that never reached everybody says nothing. */
function slowerBy(change: PastChange, policyMs: number): number {
  const full = change.steps.find(({ exposure }) => exposure === 100);
  return full ? (policyMs - (full.at - beganAt(change))) / hourMs : 0;
}

function mean(lives: readonly Lived[], of: (life: Lived) => number): number {
  return lives.length === 0 ? 0 : sumOf(lives.map(of)) / lives.length;
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
