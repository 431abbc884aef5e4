import type { Instant, StatementOf } from '@hormesis/events';

type Scheduled = StatementOf<'featureflag.rampscheduled'>['data'];
export type RampStep = Scheduled['steps'][number];
export type RampGuard = Scheduled['guards'][number];
/** What a ramp does when a guard goes bad: stays where it is, or turns the flag off. */
export type RampReaction = Scheduled['onAnomaly'];

/** Why a ramp stays where it is; `flag-off`: the flag was turned off under it. */
export type PauseCause = StatementOf<'featureflag.ramppaused'>['data']['cause'] | 'flag-off';

export type RampPause = {
  cause: PauseCause;
  at: Instant;
  reason?: string | undefined;
  metric?: string | undefined;
  /** Id of the action that asked for it. */
  action?: string | undefined;
};

/** A ramp as a schedule, and how far it has come. */
export type RampSchedule = {
  /** Id of the event that scheduled it. */
  id: string;
  variant: string;
  steps: readonly RampStep[];
  guards: readonly RampGuard[];
  onAnomaly: RampReaction;
  /** The share before it: where an abort returns to. */
  from: number;
  began: Instant;
  phase: 'running' | 'paused' | 'completed' | 'aborted';
  /** The step in force, from 1. */
  step: number;
  /** From when on the step is being watched; a resumed step is watched anew. */
  bakeFrom: Instant;
  /** From when on its requests count. Those that a guard found bad no longer count once a person goes on. */
  countFrom: Instant;
  pause: RampPause | undefined;
};

/** Whether the schedule may still change the flag. */
export function isUnderWay(schedule: RampSchedule | undefined): schedule is RampSchedule {
  return schedule?.phase === 'running' || schedule?.phase === 'paused';
}

/** Whether time can move it on: it runs, or it waits for data. */
export function isMoving(schedule: RampSchedule | undefined): schedule is RampSchedule {
  return (
    schedule?.phase === 'running' || (schedule?.phase === 'paused' && schedule.pause?.cause === 'no-data')
  );
}

/** When the step in force will have been watched for long enough, milliseconds since 1970. */
export function bakedAt({ steps, step, bakeFrom }: RampSchedule): number {
  return Date.parse(bakeFrom) + (steps[step - 1]?.bakeSeconds ?? 0) * 1_000;
}
