import type { Decision } from '@hormesis/decider';
import type { DefinedFlag } from '../flag.js';
import type { FlagStatement } from '../flag-statement.js';
import type { RampSchedule } from '../ramp/schedule.js';
import { concerns } from './concerns.js';
import { flipFlag } from './flip-flag.js';

type Stop = { cause: 'guard' | 'anomaly'; metric: string; reason: string; killing?: boolean };

/** A guard went bad: the ramp does what it was scheduled to do then. */
export function stopRamp(
  flag: DefinedFlag,
  { id, step, onAnomaly }: RampSchedule,
  { cause, metric, reason, killing = onAnomaly === 'kill' }: Stop,
): Decision<FlagStatement> {
  if (killing) return flipFlag(flag, { state: 'DISABLED', reason, action: `ramp-${id}-step-${step}` });
  const data = { ...concerns(flag, { reason }), cause, metric };
  return [{ name: 'featureflag.ramppaused', subject: flag.key, data }];
}
