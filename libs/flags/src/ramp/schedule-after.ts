import type { EventOf } from '@hormesis/events';
import type { FlagStatement } from '../flag-statement.js';
import { isUnderWay, type RampSchedule } from './schedule.js';

/** The schedule of a flag's ramp after an event of the flag. */
export function scheduleAfter(
  schedule: RampSchedule | undefined,
  event: EventOf<FlagStatement['name']>,
): RampSchedule | undefined {
  if (event.name === 'featureflag.rampscheduled') return begun(event);
  if (event.name === 'featureflag.defined' || event.name === 'featureflag.removed') return undefined;
  return isUnderWay(schedule) ? goneOn(schedule, event) : schedule;
}

type Further = Exclude<
  FlagStatement['name'],
  'featureflag.rampscheduled' | 'featureflag.defined' | 'featureflag.removed'
>;

function goneOn(schedule: RampSchedule, event: EventOf<Further>): RampSchedule {
  const { time } = event;
  switch (event.name) {
    case 'featureflag.ramped':
      return afterStep(schedule, event);
    case 'featureflag.flipped':
      return schedule.phase === 'paused' && schedule.pause?.cause !== 'no-data'
        ? schedule
        : { ...schedule, phase: 'paused', pause: { cause: 'flag-off', at: time } };
    case 'featureflag.ramppaused': {
      const { cause, reason, metric, action } = event.data;
      return { ...schedule, phase: 'paused', pause: { cause, at: time, reason, metric, action } };
    }
    case 'featureflag.rampresumed': {
      const countFrom = event.data.cause === 'data' ? schedule.countFrom : time;
      return { ...schedule, phase: 'running', pause: undefined, bakeFrom: time, countFrom };
    }
    case 'featureflag.rampcompleted':
      return { ...schedule, phase: 'completed', pause: undefined };
    case 'featureflag.rampaborted':
      return { ...schedule, phase: 'aborted', pause: undefined };
  }
}

/** A step that was set by hand ends the schedule: a person has taken over. */
function afterStep(
  schedule: RampSchedule,
  { data: { step }, time }: EventOf<'featureflag.ramped'>,
): RampSchedule {
  if (step === undefined) return { ...schedule, phase: 'aborted', pause: undefined };
  return { ...schedule, step, bakeFrom: time, countFrom: time };
}

function begun({ id, time, data }: EventOf<'featureflag.rampscheduled'>): RampSchedule {
  const { variant, steps, guards, onAnomaly, from } = data;
  return {
    id,
    variant,
    steps,
    guards,
    onAnomaly,
    from,
    began: time,
    phase: 'running',
    step: 0,
    bakeFrom: time,
    countFrom: time,
    pause: undefined,
  };
}
