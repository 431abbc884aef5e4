import type { Ramp } from '@hormesis/api';
import { duration } from '../../format/duration.js';

export type RampStepState = 'done' | 'running' | 'held' | 'waiting' | 'given-up';

export type ShownStep = {
  percentage: number;
  state: RampStepState;
  /** Part of its time that is over, 0 to 1; of the step in force only. */
  part: number | null;
  words: string;
};

/** The steps of a ramp with what each is now, in words. */
export function shownSteps(ramp: Ramp, now: number): ShownStep[] {
  return ramp.steps.map(({ percentage, bakeSeconds }, at) => {
    const bake = bakeSeconds * 1000;
    const state = stateOf(ramp, at + 1);
    if (state === 'running' && ramp.nextStepAt !== null) {
      const left = Math.max(0, Date.parse(ramp.nextStepAt) - now);
      const part = Math.min(1, Math.max(0, 1 - left / bake));
      return {
        percentage,
        state,
        part,
        words: left === 0 ? 'watched for long enough' : `${duration(left)} left`,
      };
    }
    return { percentage, state, part: null, words: wordsOf(state, bake) };
  });
}

function stateOf({ phase, step }: Ramp, number: number): RampStepState {
  if (number < step || phase === 'completed') return 'done';
  if (phase === 'aborted') return 'given-up';
  if (number > step) return 'waiting';
  return phase === 'paused' ? 'held' : 'running';
}

function wordsOf(state: RampStepState, bake: number): string {
  if (state === 'done') return 'done';
  if (state === 'held') return 'held';
  if (state === 'given-up') return 'given up';
  return `then for ${duration(bake)}`;
}

const causes: Record<NonNullable<Ramp['pause']>['cause'], string> = {
  person: 'A person paused it.',
  guardian: 'The guardian paused it.',
  anomaly: 'An anomaly stopped it.',
  guard: 'A guard found more bad requests than it allows.',
  'no-data': 'It waits for data, and goes on by itself when there is some.',
  'flag-off': 'The flag was turned off under it.',
};

/** Why a ramp stays where it is. */
export function heldWords({ pause }: Pick<Ramp, 'pause'>): string | undefined {
  if (!pause) return undefined;
  const more = pause.reason ?? (pause.metric && `Metric: ${pause.metric}.`);
  return more ? `${causes[pause.cause]} ${more}` : causes[pause.cause];
}

type Guard = Ramp['guards'][number];

/** What a guard has measured in this step. */
export function guardWords({ total, bad, minRequests, worstRatio }: Guard): string {
  if (total === 0) return 'nothing measured yet in this step';
  const ratio = `${((bad / total) * 100).toFixed(1)}\u00a0%`;
  const limit = worstRatio === null ? '' : `, at most ${(worstRatio * 100).toFixed(1)}\u00a0%`;
  const few = total < minRequests ? `; needs ${minRequests} requests` : '';
  return `${bad} of ${total} bad (${ratio}${limit})${few}`;
}
