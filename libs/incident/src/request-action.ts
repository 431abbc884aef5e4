import type { Decision } from '@hormesis/decider';
import { type ActionTarget, type Incident, type IncidentStatement, placeOf } from './incident.js';

export type ProposedAction = {
  actionId: string;
  target: ActionTarget;
  /** Id of the change event that it takes back. */
  change: string;
  reason: string;
};

/** The guardian asks for an action of its own accord. Asked for twice it is done once; one recommended is upgraded. */
export function requestAction(incident: Incident, action: ProposedAction): Decision<IncidentStatement> {
  const state = incident.actions[action.actionId]?.state;
  if (state !== undefined && state !== 'recommended') return [];
  return [{ name: 'action.requested', subject: action.actionId, data: dataOf(incident, action) }];
}

/** The guardian tells people what it would do. Once, and not when it has already gone further. */
export function recommendAction(incident: Incident, action: ProposedAction): Decision<IncidentStatement> {
  if (incident.actions[action.actionId]) return [];
  return [{ name: 'action.recommended', subject: action.actionId, data: dataOf(incident, action) }];
}

function dataOf(incident: Incident, { target, change, reason }: ProposedAction) {
  return { ...placeOf(incident), incident: incident.id, target, change, reason };
}
