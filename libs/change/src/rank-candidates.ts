import type { Instant } from '@hormesis/events';
import type { Candidate } from './candidate.js';
import type { Change } from './change.js';
import { closeness } from './closeness.js';
import { compare, type Exposure, exposuresOf } from './exposures.js';
import {
  CLOCK_SKEW_SECONDS,
  CLOSENESS_WEIGHT,
  EXPOSURE_WEIGHT,
  HORIZON_SECONDS,
  NEUTRAL_CLOSENESS,
  PRIOR_NONE,
  type RankingOptions,
  TAU_SECONDS,
} from './options.js';
import { seconds } from './wording.js';

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

/**
 * Which change explains an anomaly: every recent change of that environment and `none` compete, and their
 * probabilities add up to 1. Most likely first; equal ones by event id, `none` before all.
 */
export function rankCandidates({ anomaly, changes, now, options = {} }: Ranking): Candidate[] {
  const onset = Math.min(Date.parse(anomaly.onset), now.getTime());
  const near = changes.filter(
    (change) =>
      (change.environment === null || change.environment === anomaly.environment) &&
      Date.parse(change.at) <= now.getTime() + CLOCK_SKEW_SECONDS * 1_000,
  );
  const exposures = exposuresOf(near, onset + CLOCK_SKEW_SECONDS * 1_000).filter(
    ({ step }) => (onset - Date.parse(step.at)) / 1_000 <= HORIZON_SECONDS,
  );
  const suspects = exposures
    .map((exposure) => score(exposure, onset, anomaly, options))
    .sort(likeliestFirst)
    .slice(0, (options.limit ?? 20) - 1);
  const named = [none(exposures.length, options.priorNone ?? PRIOR_NONE), ...suspects].sort(likeliestFirst);
  const sum = named.reduce((total, { weight }) => total + weight, 0);
  return named.map(({ change, weight, evidence }) => ({ change, probability: weight / sum, evidence }));
}

type Scored = { change: Change | null; weight: number; evidence: string[] };

function likeliestFirst(a: Scored, b: Scored): number {
  return b.weight - a.weight || compare(a.change?.eventId ?? '', b.change?.eventId ?? '');
}

function none(competitors: number, prior: number): Scored {
  const found =
    competitors === 0
      ? 'no change began in the hour before the onset'
      : `competes with ${competitors} recent change${competitors === 1 ? '' : 's'}`;
  return {
    change: null,
    weight: prior,
    evidence: [
      found,
      `no change is behind ${Math.round(prior * 100)} % of incidents, before looking at this one`,
    ],
  };
}

/** exp(log prior + log time + weighted closeness + weighted exposure); 0 where time excludes the change. */
function score({ step, ended }: Exposure, onset: number, anomaly: Alarm, options: RankingOptions): Scored {
  const lead = (onset - Date.parse(step.at)) / 1_000;
  const near = closeness(step.service, anomaly.service, options.callGraph);
  const excluded = ended !== undefined || lead < -CLOCK_SKEW_SECONDS;
  const prior = 1 - (options.priorNone ?? PRIOR_NONE);
  const logScore =
    Math.log(prior) -
    Math.max(lead, 0) / TAU_SECONDS +
    CLOSENESS_WEIGHT * (near.value - NEUTRAL_CLOSENESS) +
    EXPOSURE_WEIGHT * (reach(step) / 100 - 1);
  return {
    change: step,
    weight: excluded ? 0 : Math.exp(logScore),
    evidence: [when(lead), ...over(ended, onset), near.evidence, ...reached(step)],
  };
}

/** A flag turned off takes its code from all who had it. */
function reach(step: Change): number {
  return step.exposure === 0 ? 100 : step.exposure;
}

function when(lead: number): string {
  if (lead < -CLOCK_SKEW_SECONDS)
    return `began ${seconds(-lead)} after the onset, so it cannot have caused it`;
  if (lead < 1) return 'began with the onset';
  return `began ${seconds(lead)} before the onset`;
}

function over(ended: Exposure['ended'], onset: number): string[] {
  if (!ended) return [];
  const ago = Math.max((onset - Date.parse(ended.by.at)) / 1_000, 0);
  return [`was over ${seconds(ago)} before the onset (${ended.by.summary})`];
}

function reached({ exposure }: Change): string[] {
  return exposure > 0 && exposure < 100 ? [`reached ${exposure} % of users`] : [];
}
