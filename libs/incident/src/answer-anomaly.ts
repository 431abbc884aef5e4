import type { Candidate, Change } from '@hormesis/change';
import { type Decision, isRefusal } from '@hormesis/decider';
import type { EventOf } from '@hormesis/events';
import { annotateIncident } from './annotate-incident.js';
import { attributeAnomaly } from './attribute-anomaly.js';
import type { Incident, IncidentStatement } from './incident.js';
import { judge } from './ladder/judge.js';
import type { Rung } from './ladder/rung.js';
import { openIncident } from './open-incident.js';
import { reopenIncident } from './reopen-incident.js';
import { recommendAction, requestAction } from './request-action.js';
import { actionIdOf, targetOf } from './target-of.js';

export type AnswerAnomaly = {
  anomaly: EventOf<'anomaly.detected'>;
  /** Most likely first. */
  candidates: readonly Candidate[];
  /** How far policy lets the guardian go. */
  rung: Rung;
};

/**
 * All that the guardian decides about an anomaly, at once: the incident is opened, joined or reopened, the suspects are
 * written down, and an action is requested, recommended or neither. A change that must not or cannot be taken back
 * leaves a note for people instead. The same event again changes nothing, nor does an
 * anomaly that the incident already has.
 */
export function answerAnomaly(incident: Incident, command: AnswerAnomaly): Decision<IncidentStatement> {
  const { anomaly } = command;
  const { service, environment } = anomaly.data;
  if (incident.answered.includes(anomaly.id)) return [];
  if (incident.phase !== 'resolved' && incident.anomalies.includes(anomaly.subject)) return [];
  const placed = { ...incident, service: service.id, environment: environment.id };
  const steps = [
    openIncident(incident, command),
    incident.phase === 'resolved' ? reopenIncident(incident, { reason: 'The anomaly came back.' }) : [],
    attributeAnomaly(incident, command),
    act({ ...placed, phase: 'open' }, command),
  ];
  return steps.find(isRefusal) ?? steps.flatMap((step) => (isRefusal(step) ? [] : step));
}

function act(incident: Incident, { candidates, rung }: AnswerAnomaly): Decision<IncidentStatement> {
  const { verdict, suspicion, reason } = judge(candidates, rung);
  const change = candidates[0]?.change;
  if (verdict === 'none' || !change) return [];
  const target = targetOf(change, incident.environment);
  if (!target) {
    const note = `${suspicion} ${whyNoWayBack(change)}: a person should look at ${nameOf(change)}.`;
    return annotateIncident(incident, { note });
  }
  const action = {
    actionId: actionIdOf(incident.id, change, target),
    target,
    change: change.eventId,
    reason,
  };
  return verdict === 'act' ? requestAction(incident, action) : recommendAction(incident, action);
}

function whyNoWayBack({ kind }: Change): string {
  return kind === 'flag' ? 'The guardian only turns flags off' : 'It is marked as not to be taken back';
}

function nameOf({ subject, version }: Change): string {
  return version === undefined ? subject : `${subject} ${version}`;
}
