import type { EventName, EventOf } from '@hormesis/events';
import type { IncidentAction } from './incident.js';

type ActionEvent = EventOf<Extract<EventName, `action.${string}`>>;

/** An action after one more event about it. */
export function evolveAction(known: IncidentAction | undefined, event: ActionEvent): IncidentAction {
  const action = known ?? { id: event.subject, target: event.data.target, state: 'requested', reason: '' };
  switch (event.name) {
    case 'action.recommended':
      return { ...action, ...decided(event), state: 'recommended' };
    case 'action.requested':
      return {
        ...again(action),
        ...decided(event),
        state: 'requested',
        request: { eventId: event.id, at: event.time },
      };
    case 'action.completed':
      return {
        ...action,
        state: 'completed',
        ...(event.data.changed === false ? {} : { completedAt: event.time }),
      };
    case 'action.failed':
      return { ...action, state: 'failed', reason: event.data.reason };
    case 'action.refused':
      return { ...action, state: 'refused', reason: event.data.reason };
    case 'action.stopped':
      return { ...action, state: 'stopped' };
    case 'action.undoing':
      return { ...action, state: 'undoing', undoing: { eventId: event.id } };
    case 'action.undone':
      return { ...action, state: 'undone' };
    case 'action.undofailed':
      return { ...action, state: 'completed', reason: event.data.reason };
    case 'action.judged':
      return { ...action, verdict: { verdict: event.data.verdict, by: event.data.by } };
  }
}

function decided({ data }: EventOf<'action.requested' | 'action.recommended'>) {
  const { target, reason, change, rule } = data;
  return {
    target,
    reason,
    ...(change === undefined ? {} : { change }),
    ...(rule === undefined ? {} : { rule }),
  };
}

/** Asked for anew, it is judged anew. */
function again({
  completedAt: _at,
  verdict: _verdict,
  escalated: _told,
  ...action
}: IncidentAction): IncidentAction {
  return action;
}
