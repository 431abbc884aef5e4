import type { Instant } from '@hormesis/events';
import type { Candidate } from './candidate.js';
import type { Change } from './change.js';
import { compareIds, type Exposure, exposuresOf } from './exposures.js';
import { CLOCK_SKEW_SECONDS, HORIZON_SECONDS, type RankingOptions } from './options.js';
import { type Scored, score, scoreOfNone } from './score.js';
import { shareSuspicion } from './share-suspicion.js';

/** What went wrong, where, and since when. */
export type Alarm = { service: string; environment: string; onset: Instant };

export type Ranking = {
  anomaly: Alarm;
  /** All that is known of the last hour or more, in any order and of any environment. */
  changes: readonly Change[];
  /** When the question is asked; an onset after it counts as now. */
  now: Date;
  options?: RankingOptions;
};

/** The name of the method, as `attribution.ranked` states it. */
export const RANKING_METHOD = 'time-and-closeness/1';

const skewMs = CLOCK_SKEW_SECONDS * 1_000;
const defaultLimit = 20;

/**
 * Which change explains an anomaly: every recent change of that environment and `none` compete, and their
 * probabilities add up to 1. Most likely first; equal ones by event id and source, `none` before all.
 */
export function rankCandidates({ anomaly, changes, now, options = {} }: Ranking): Candidate[] {
  const onset = Math.min(Date.parse(anomaly.onset), now.getTime());
  const exposures = exposuresNear(anomaly.environment, changes, onset, now);
  const scored = exposures.map((exposure) => score(exposure, onset, anomaly.service, options));
  const suspects = shareSuspicion(scored).sort(likeliestFirst);
  const most = (options.limit ?? defaultLimit) - 1;
  const nobody = scoreOfNone(exposures.length, options);
  const none = { ...nobody, weight: nobody.weight + total(suspects.slice(most)) };
  const named = [none, ...suspects.slice(0, most)].sort(likeliestFirst);
  const sum = total(named);
  return named.map(({ change, weight, evidence }) => ({ change, probability: weight / sum, evidence }));
}

function exposuresNear(
  environment: string,
  changes: readonly Change[],
  onset: number,
  now: Date,
): Exposure[] {
  const there = changes.filter(
    (change) =>
      (change.environment === null || change.environment === environment) &&
      Date.parse(change.at) <= now.getTime() + skewMs,
  );
  return exposuresOf(there, onset + skewMs).filter(
    ({ step }) => onset - Date.parse(step.at) <= HORIZON_SECONDS * 1_000,
  );
}

function total(scored: readonly Scored[]): number {
  return scored.reduce((sum, { weight }) => sum + weight, 0);
}

function likeliestFirst(a: Scored, b: Scored): number {
  return b.weight - a.weight || compareIds(a.change, b.change);
}
