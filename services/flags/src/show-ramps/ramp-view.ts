import type { Ramp } from '@hormesis/api';
import {
  bakedAt,
  defaultMinRequests,
  type Flag,
  type GuardReading,
  type RampGuard,
  type RampSchedule,
} from '@hormesis/flags';

/** A ramp as people and programs see it. */
export function rampView(
  { key, ramp }: Pick<Flag, 'key' | 'ramp'>,
  schedule: RampSchedule,
  readings: readonly GuardReading[],
): Ramp {
  const { id, variant, phase, steps, step, began, onAnomaly, guards, pause } = schedule;
  return {
    key,
    id,
    variant,
    phase,
    steps: [...steps],
    step,
    percentage: ramp?.percentage ?? null,
    began,
    nextStepAt: phase === 'running' ? new Date(bakedAt(schedule)).toISOString() : null,
    onAnomaly,
    guards: guards.map((guard, at) => guardView(guard, readings[at])),
    pause: pause
      ? { cause: pause.cause, at: pause.at, reason: pause.reason ?? null, metric: pause.metric ?? null }
      : null,
  };
}

function guardView(guard: RampGuard, reading: GuardReading | undefined): Ramp['guards'][number] {
  const { metric, service, environment = null, cohort = null, worstRatio = null } = guard;
  const { minRequests = defaultMinRequests } = guard;
  const { total = 0, bad = 0, newest = null } = reading ?? {};
  return { metric, service, environment, cohort, worstRatio, minRequests, total, bad, newest };
}
