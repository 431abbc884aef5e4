import type { Decision } from '@hormesis/decider';
import type { Instant } from '@hormesis/events';
import { type Flag, isDefined } from '../flag.js';
import type { FlagStatement } from '../flag-statement.js';
import { type AnomalyPlace, guardsAgainst } from '../ramp/guards-against.js';
import { isMoving } from '../ramp/schedule.js';
import { stopRamp } from './stop-ramp.js';

export type GuardRamp = AnomalyPlace & {
  /** When it began. */
  onset: Instant;
  /** When it was noticed. */
  detected: Instant;
  summary?: string | undefined;
};

/**
 * An anomaly on what a ramp watches stops it. One that began before the ramp cannot be its doing, so it never kills the
 * flag; but nobody ramps into trouble either. What was noticed before the ramp was known to who began it.
 */
export function guardRamp(flag: Flag, anomaly: GuardRamp): Decision<FlagStatement> {
  const { schedule } = flag;
  if (!isDefined(flag) || !isMoving(schedule) || !guardsAgainst(flag, schedule, anomaly)) return [];
  const { metric, service, onset, detected, summary } = anomaly;
  const began = Date.parse(schedule.began);
  if (Date.parse(detected) < began) return [];
  return stopRamp(flag, schedule, {
    cause: 'anomaly',
    metric,
    reason: summary ?? `${metric} of ${service} got worse.`,
    ...(Date.parse(onset) < began ? { killing: false } : {}),
  });
}
