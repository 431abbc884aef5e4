import type { EventOf } from '@hormesis/events';

type ActionEvent = Extract<EventOf, { name: `action.${string}` }>;

/** What was (or was not) done to what: `turning flag new-cart off was requested: it looks like the cause`. */
export function actionSentence(event: ActionEvent): string {
  const what = targetPhrase(event.data.target);
  switch (event.name) {
    case 'action.recommended':
      return `${what} recommended: ${event.data.reason}`;
    case 'action.requested':
      return `${what} requested: ${event.data.reason}`;
    case 'action.completed':
      return `${what} done in ${Math.round(event.data.durationMs)} ms`;
    case 'action.failed':
      return `${what} failed: ${event.data.reason}`;
    case 'action.refused':
      return `${what} refused: ${event.data.reason}`;
  }
}

function targetPhrase(target: ActionEvent['data']['target']): string {
  if (target.kind === 'kill') return `turning off flag ${target.flag}`;
  const to = target.toVersion === undefined ? '' : ` to ${target.toVersion}`;
  return `rolling ${target.service} back${to} in ${target.environment}`;
}
