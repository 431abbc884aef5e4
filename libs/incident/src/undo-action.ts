import { type Decision, refuse } from '@hormesis/decider';
import type { Outcome } from './finish-action.js';
import { aboutAction, type Incident, type IncidentStatement } from './incident.js';
import { verdictOn } from './judge-action.js';
import { openAgain } from './mitigate-incident.js';
import { unknownAction, unknownIncident } from './refusals.js';

export type UndoAction = { actionId: string; by: string; reason?: string | undefined };

/**
 * A person has an action undone: the flag on again, the version deployed again. Before it proved right and while the
 * incident lasts, that says that it was wrong. What an action found done already others did: that is not undone with it.
 */
export function undoAction(
  incident: Incident,
  { actionId, by, reason }: UndoAction,
): Decision<IncidentStatement> {
  if (incident.phase === 'unknown') return unknownIncident(incident);
  const action = incident.actions[actionId];
  if (!action) return unknownAction(incident, actionId);
  if (action.state === 'undoing' || action.state === 'undone') return [];
  if (action.state !== 'completed') {
    return refuse('action-not-done', `Action ${actionId} is ${action.state}: there is nothing to undo.`);
  }
  if (action.completedAt === undefined) {
    return refuse(
      'action-not-done',
      `Action ${actionId} found it done already and changed nothing: there is nothing to undo.`,
    );
  }
  const wrong = incident.phase !== 'resolved' && action.verdict === undefined;
  return [
    {
      name: 'action.undoing',
      subject: actionId,
      data: { ...aboutAction(incident, action), ...(reason === undefined ? {} : { reason }) },
    },
    ...(wrong
      ? [verdictOn(incident, action, { verdict: 'wrong', by: 'person', reason: `Undone by ${by}.` })]
      : []),
  ];
}

export type FinishUndo = { actionId: string; outcome: Outcome };

/** The executor's answer to an undo. Users get again what they got: what the action had mitigated is open again. */
export function finishUndo(
  incident: Incident,
  { actionId, outcome }: FinishUndo,
): Decision<IncidentStatement> {
  const action = incident.actions[actionId];
  if (!action) return unknownAction(incident, actionId);
  if (action.state !== 'undoing') return [];
  const about = aboutAction(incident, action);
  if (outcome.kind !== 'completed') {
    return [{ name: 'action.undofailed', subject: actionId, data: { ...about, reason: outcome.reason } }];
  }
  const { durationMs, detail } = outcome;
  return [
    {
      name: 'action.undone',
      subject: actionId,
      data: { ...about, durationMs, ...(detail === undefined ? {} : { detail }) },
    },
    ...openAgain(incident, actionId, 'The action that had mitigated it was undone.'),
  ];
}
