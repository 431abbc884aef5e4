import { type Decision, refuse } from '@hormesis/decider';
import {
  aboutAction,
  type Incident,
  type IncidentAction,
  type IncidentStatement,
  type Verdict,
} from './incident.js';
import { unknownAction, unknownIncident } from './refusals.js';

export type JudgeAction = Verdict & { actionId: string; reason: string };

/** Whether an action, or a recommendation, was right. What a person says stands; what is measured does not change it. */
export function judgeAction(
  incident: Incident,
  { actionId, ...judged }: JudgeAction,
): Decision<IncidentStatement> {
  if (incident.phase === 'unknown') return unknownIncident(incident);
  const action = incident.actions[actionId];
  if (!action) return unknownAction(incident, actionId);
  const { verdict } = action;
  if (judged.by === 'recovery' && verdict) return [];
  if (verdict?.verdict === judged.verdict && verdict.by === judged.by) return [];
  if (judged.verdict === 'confirmed' && (action.state === 'failed' || action.state === 'refused')) {
    return refuse(
      'action-not-done',
      `Action ${actionId} ${action.state === 'failed' ? 'failed' : 'was refused'}: nothing was done that could be confirmed.`,
    );
  }
  return [verdictOn(incident, action, judged)];
}

/** The verdict as an event. */
export function verdictOn(
  incident: Incident,
  action: IncidentAction,
  { verdict, by, reason }: Verdict & { reason: string },
): IncidentStatement {
  return {
    name: 'action.judged',
    subject: action.id,
    data: {
      ...aboutAction(incident, action),
      ...(action.rule === undefined ? {} : { rule: action.rule }),
      verdict,
      by,
      reason,
    },
  };
}
