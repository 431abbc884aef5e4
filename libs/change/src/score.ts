import type { Change } from './change.js';
import { type Closeness, closeness } from './closeness.js';
import type { Exposure } from './exposures.js';
import {
  CLOCK_SKEW_SECONDS,
  CLOSENESS_WEIGHT,
  EXPOSURE_WEIGHT,
  NEUTRAL_CLOSENESS,
  PRIOR_NONE,
  type RankingOptions,
  TAU_SECONDS,
} from './options.js';
import { seconds } from './wording.js';

/** A candidate before all weights are made probabilities. */
export type Scored = { change: Change | null; weight: number; evidence: string[] };
/** `time`: the part of the weight that time leaves, 1 at the onset. */
export type Suspect = Scored & { time: number; tie: Closeness['tie'] };

/**
 * How suspect a change is: exp(log prior + log time + weighted closeness + weighted exposure), and 0 where time
 * excludes it. `onset` in milliseconds.
 */
export function score(
  { step, ended }: Exposure,
  onset: number,
  service: string,
  { priorNone = PRIOR_NONE, callGraph }: RankingOptions,
): Suspect {
  const lead = (onset - Date.parse(step.at)) / 1_000;
  const near = closeness(step.service, service, callGraph);
  const excluded = ended !== undefined || lead < -CLOCK_SKEW_SECONDS;
  const time = Math.exp(-Math.max(lead, 0) / TAU_SECONDS);
  const logScore =
    Math.log((1 - priorNone) * time) +
    CLOSENESS_WEIGHT * (near.value - NEUTRAL_CLOSENESS) +
    EXPOSURE_WEIGHT * (reach(step) / 100 - 1);
  return {
    change: step,
    weight: excluded ? 0 : Math.exp(logScore),
    evidence: [when(lead), ...over(ended, onset), near.evidence, ...reached(step)],
    time,
    tie: near.tie,
  };
}

/** The candidate `none`. */
export function scoreOfNone(competitors: number, { priorNone = PRIOR_NONE }: RankingOptions): Scored {
  const found =
    competitors === 0
      ? 'no change began in the hour before the onset'
      : `competes with ${competitors} recent change${competitors === 1 ? '' : 's'}`;
  const share = `${Math.round(priorNone * 100)} % of incidents`;
  return {
    change: null,
    weight: priorNone,
    evidence: [found, `no change is behind ${share}, before looking at this one`],
  };
}

/** A flag turned off takes its code from all who had it. */
function reach(step: Change): number {
  return step.exposure === 0 ? 100 : step.exposure;
}

function when(lead: number): string {
  if (lead < -CLOCK_SKEW_SECONDS) {
    return `began ${seconds(-lead)} after the onset, so it cannot have caused it`;
  }
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
