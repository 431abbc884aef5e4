import type { Decision } from '@hormesis/decider';
import { aboutAction, type Incident, type IncidentAction, type IncidentStatement } from './incident.js';
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
 * it found nothing to change. One that a person stopped while it ran is undone if it was done all the same.
 */
export function finishAction(
  incident: Incident,
  { actionId, outcome }: FinishAction,
): Decision<IncidentStatement> {
  const action = incident.actions[actionId];
  if (!action) return unknownAction(incident, actionId);
  if (action.state === 'stopped') return finishStopped(incident, action, outcome);
  if (action.state !== 'requested') return [];
  const about = aboutAction(incident, action);
  switch (outcome.kind) {
    case 'completed':
      return [
        completed(incident, action, outcome),
        ...(outcome.changed === false ? [] : mitigateIncident(incident, { actionId })),
      ];
    case 'failed':
      return [{ name: 'action.failed', subject: actionId, data: { ...about, reason: outcome.reason } }];
    case 'refused':
      return [{ name: 'action.refused', subject: actionId, data: { ...about, reason: outcome.reason } }];
  }
}

function finishStopped(
  incident: Incident,
  action: IncidentAction,
  outcome: Outcome,
): Decision<IncidentStatement> {
  if (outcome.kind !== 'completed' || outcome.changed === false) return [];
  const reason = 'It was stopped while it ran, and was done all the same.';
  return [
    completed(incident, action, outcome),
    { name: 'action.undoing', subject: action.id, data: { ...aboutAction(incident, action), reason } },
  ];
}

function completed(
  incident: Incident,
  action: IncidentAction,
  { durationMs, detail, changed }: Extract<Outcome, { kind: 'completed' }>,
): IncidentStatement {
  return {
    name: 'action.completed',
    subject: action.id,
    data: {
      ...aboutAction(incident, action),
      durationMs,
      ...(detail === undefined ? {} : { detail }),
      ...(changed === undefined ? {} : { changed }),
    },
  };
}
