import type { DataOf } from '@hormesis/events';
import type { ArtefactFile } from '../outcome.js';
import { slug } from '../slug.js';
import { jsonFile } from './flagd-document.js';

type Schedule = DataOf<'featureflag.rampscheduled'>;

/**
 * How a flag is to be ramped: what `PUT /api/flags/{flag}/ramp` takes, and the flag that it is about. Every guard names
 * its service.
 */
export type RampPolicy = Pick<Schedule, 'variant' | 'steps' | 'guards' | 'onAnomaly'> & { flag: string };

export const plainPercentages = [1, 10, 50, 100] as const;
const shortestBakeMinutes = 10;
const bakeStepMinutes = 5;
/** A step is watched for a month at most. */
const longestBakeSeconds = 2_592_000;

export function rampFile(policy: RampPolicy): ArtefactFile {
  return {
    path: `flags/${slug(policy.flag)}.ramp.json`,
    mediaType: 'application/json',
    content: jsonFile(policy),
  };
}

/** Twice as long as a failure took to show, in steps of 5 minutes, and never less than 10. */
export function bakeSecondsFor(tookMs: number): number {
  const twice = (2 * tookMs) / 60_000;
  const minutes = Math.max(shortestBakeMinutes, Math.ceil(twice / bakeStepMinutes) * bakeStepMinutes);
  return Math.min(longestBakeSeconds, minutes * 60);
}
