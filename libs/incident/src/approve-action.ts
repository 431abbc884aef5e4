import type { Decision } from '@hormesis/decider';
import { type Incident, type IncidentStatement, placeOf } from './incident.js';
import { alreadyResolved, unknownAction, unknownIncident } from './refusals.js';

export type ApproveAction = { actionId: string; by: string };

/**
 * A person orders what was recommended, or orders again what failed or was refused. What is under way or done stays
 * as it is.
 */
export function approveAction(
  incident: Incident,
  { actionId, by }: ApproveAction,
): Decision<IncidentStatement> {
  if (incident.phase === 'unknown') return unknownIncident(incident);
  const action = incident.actions[actionId];
  if (!action) return unknownAction(incident, actionId);
  if (action.state === 'requested' || action.state === 'completed' || action.state === 'undoing') return [];
  if (incident.phase === 'resolved') return alreadyResolved(incident);
  const { target, change, rule } = action;
  return [
    {
      name: 'action.requested',
      subject: actionId,
      data: {
        ...placeOf(incident),
        incident: incident.id,
        target,
        ...(change === undefined ? {} : { change }),
        reason: `Approved by ${by}.`,
        ...(rule === undefined ? {} : { rule }),
      },
    },
  ];
}
