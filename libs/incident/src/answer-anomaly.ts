import type { Candidate } from '@hormesis/change';
import { type Decision, isRefusal } from '@hormesis/decider';
import type { EventOf } from '@hormesis/events';
import { annotateIncident } from './annotate-incident.js';
import { attributeAnomaly } from './attribute-anomaly.js';
import type { Incident, IncidentStatement } from './incident.js';
import type { Judgement } from './ladder/judge.js';
import { openIncident } from './open-incident.js';
import { reopenIncident } from './reopen-incident.js';
import { recommendAction, requestAction } from './request-action.js';
import { actionIdOf } from './target-of.js';

export type AnswerAnomaly = {
  anomaly: EventOf<'anomaly.detected'>;
  /** Most likely first. */
  candidates: readonly Candidate[];
  /** What ranked them. */
  method?: string;
  /** Event ids of the changes that may have caused it together. */
  causes?: readonly string[];
  judgement: Judgement;
  /** The drill that was under way when it began. */
  drill?: string | undefined;
};

/**
 * All that the guardian decides about an anomaly, at once: the incident is opened, joined or reopened, the suspects are
 * written down, and actions are requested, recommended or neither. A change that must not or cannot be taken back
 * leaves a note for people instead. The same event again changes nothing, nor does an
 * anomaly that the incident already has.
 */
export function answerAnomaly(incident: Incident, command: AnswerAnomaly): Decision<IncidentStatement> {
  const { anomaly } = command;
  const { service, environment } = anomaly.data;
  if (incident.answered.includes(anomaly.id)) return [];
  if (incident.phase !== 'resolved' && incident.anomalies.includes(anomaly.subject)) return [];
  const placed: Incident = { ...incident, service: service.id, environment: environment.id, phase: 'open' };
  const { note, steps } = command.judgement;
  return inTurn([
    openIncident(incident, command),
    incident.phase === 'resolved' ? reopenIncident(incident, { reason: 'The anomaly came back.' }) : [],
    attributeAnomaly(incident, command),
    ...steps.map(({ how, ...step }) => {
      const action = { ...step, actionId: actionIdOf(incident.id, step.change, step.target) };
      return how === 'act' ? requestAction(placed, action) : recommendAction(placed, action);
    }),
    note === undefined ? [] : annotateIncident(placed, { note }),
  ]);
}

/** All of it, or the first refusal. */
function inTurn(decisions: readonly Decision<IncidentStatement>[]): Decision<IncidentStatement> {
  return decisions.find(isRefusal) ?? decisions.flatMap((decision) => (isRefusal(decision) ? [] : decision));
}
