import type { EventOf } from '@hormesis/events';
import type { Sentence } from './sentence.js';

type ActionEvent = Extract<EventOf, { name: `action.${string}` }>;

/** What was (or was not) done to what: `turning off flag new-cart requested: it looks like the cause`. */
export function actionSentence(event: ActionEvent): string | Sentence {
  const what = targetPhrase(event.data.target);
  switch (event.name) {
    case 'action.recommended':
      return { said: `${what} recommended`, detail: event.data.reason };
    case 'action.requested':
      return { said: `${what} requested`, detail: event.data.reason };
    case 'action.completed':
      return `${what} done in ${Math.round(event.data.durationMs)} ms`;
    case 'action.failed':
      return { said: `${what} failed`, detail: event.data.reason };
    case 'action.refused':
      return { said: `${what} refused`, detail: event.data.reason };
    case 'action.stopped':
      return { said: `${what} stopped`, detail: event.data.reason };
    case 'action.undoing':
      return { said: `undoing of ${what} requested`, detail: event.data.reason };
    case 'action.undone':
      return `${what} undone in ${Math.round(event.data.durationMs)} ms`;
    case 'action.undofailed':
      return { said: `${what} could not be undone`, detail: event.data.reason };
    case 'action.judged':
      return {
        said: `${what} was ${event.data.verdict === 'confirmed' ? 'right' : 'wrong'}`,
        detail: event.data.reason,
      };
  }
}

function targetPhrase(target: ActionEvent['data']['target']): string {
  if (target.kind === 'kill') return `turning off flag ${target.flag}`;
  if (target.kind === 'pause') return pausePhrase(target);
  const to = target.toVersion === undefined ? '' : ` to ${target.toVersion}`;
  return `rolling ${target.service} back${to} in ${target.environment}`;
}

function pausePhrase({ flag, service }: Extract<ActionEvent['data']['target'], { kind: 'pause' }>): string {
  return flag === undefined
    ? `pausing the rollout of ${service ?? 'the service'}`
    : `pausing the ramp of flag ${flag}`;
}
