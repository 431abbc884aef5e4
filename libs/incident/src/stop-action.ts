import { type Decision, refuse } from '@hormesis/decider';
import { aboutAction, type Incident, type IncidentStatement } from './incident.js';
import { unknownAction, unknownIncident } from './refusals.js';

export type StopAction = { actionId: string; reason?: string | undefined };

/** A person stops an action that is not done: it is not begun, or undone as soon as it is done. Twice is as once. */
export function stopAction(
  incident: Incident,
  { actionId, reason }: StopAction,
): Decision<IncidentStatement> {
  if (incident.phase === 'unknown') return unknownIncident(incident);
  const action = incident.actions[actionId];
  if (!action) return unknownAction(incident, actionId);
  switch (action.state) {
    case 'requested':
      return [
        {
          name: 'action.stopped',
          subject: actionId,
          data: { ...aboutAction(incident, action), ...(reason === undefined ? {} : { reason }) },
        },
      ];
    case 'completed':
      return refuse('action-done', `Action ${actionId} is done. Undo it instead.`);
    case 'recommended':
      return refuse(
        'action-not-begun',
        `Action ${actionId} is only recommended: nothing runs. Reject it instead.`,
      );
    default:
      return [];
  }
}
