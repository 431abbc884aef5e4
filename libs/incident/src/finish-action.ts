import type { Decision } from '@hormesis/decider';
import { type Incident, type IncidentStatement, placeOf } from './incident.js';
import { mitigateIncident } from './mitigate-incident.js';
import { unknownAction } from './refusals.js';

/** How an action ended. */
export type Outcome =
  /** Not `changed`: it was so before, by other means; users get nothing else than they did. */
  | { kind: 'completed'; durationMs: number; detail?: string; changed?: false }
  | { kind: 'failed'; reason: string }
  | { kind: 'refused'; reason: string };

export type FinishAction = { actionId: string; outcome: Outcome };

/**
 * The executor's answer. Only a requested action can end, and it ends once; a completed one mitigates the incident, unless
 * it found nothing to change.
 */
export function finishAction(incident: Incident, command: FinishAction): Decision<IncidentStatement> {
  const { actionId, outcome } = command;
  const action = incident.actions[actionId];
  if (!action) return unknownAction(incident, actionId);
  if (action.state !== 'requested') return [];
  const common = { ...placeOf(incident), incident: incident.id, target: action.target };
  switch (outcome.kind) {
    case 'completed':
      return [
        {
          name: 'action.completed',
          subject: actionId,
          data: {
            ...common,
            durationMs: outcome.durationMs,
            ...(outcome.detail === undefined ? {} : { detail: outcome.detail }),
          },
        },
        ...(outcome.changed === false ? [] : mitigateIncident(incident, { actionId })),
      ];
    case 'failed':
      return [{ name: 'action.failed', subject: actionId, data: { ...common, reason: outcome.reason } }];
    case 'refused':
      return [{ name: 'action.refused', subject: actionId, data: { ...common, reason: outcome.reason } }];
  }
}
