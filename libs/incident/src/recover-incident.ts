import type { Decision } from '@hormesis/decider';
import type { Instant } from '@hormesis/events';
import { type Incident, type IncidentAction, type IncidentStatement, placeOf } from './incident.js';
import { verdictOn } from './judge-action.js';
import { openAgain } from './mitigate-incident.js';
import { type ProposedAction, recommendAction } from './request-action.js';

export type RecoverIncident = {
  /** When it was seen to be well. */
  at: Instant;
  /** What says so: `anomaly-cleared`, `reverse-test/1`. */
  method: string;
  /** Why, one sentence each. */
  evidence: readonly string[];
};

/** The signal is well again after an action: the action that was done last was right, unless it had its verdict. */
export function recoverIncident(
  incident: Incident,
  { at, method, evidence }: RecoverIncident,
): readonly IncidentStatement[] {
  if (incident.phase === 'unknown' || incident.phase === 'resolved') return [];
  const action = lastDone(incident, at);
  if (!action?.completedAt || action.verdict || action.escalated) return [];
  const seconds = Math.max(0, (Date.parse(at) - Date.parse(action.completedAt)) / 1_000);
  const reason = `It was well again ${Math.round(seconds)} s after it.`;
  return [
    {
      name: 'incident.recovered',
      subject: incident.id,
      data: { ...placeOf(incident), action: action.id, seconds, method, evidence: [...evidence] },
    },
    verdictOn(incident, action, { verdict: 'confirmed', by: 'recovery', reason }),
  ];
}

/** The action that was done last, and before then. */
export function lastDone(
  { actions }: Pick<Incident, 'actions'>,
  before: Instant,
): IncidentAction | undefined {
  const done = Object.values(actions).filter(
    ({ state, completedAt }) =>
      state === 'completed' && completedAt !== undefined && Date.parse(completedAt) <= Date.parse(before),
  );
  return done.toSorted((a, b) => Date.parse(b.completedAt ?? '') - Date.parse(a.completedAt ?? ''))[0];
}

export type EscalateIncident = {
  actionId: string;
  reason: string;
  /** Whether signals show that it is as bad as before: then the action was wrong. */
  stillBad: boolean;
  /** What people should look at next. */
  next?: ProposedAction | undefined;
};

/**
 * An action has not helped in time: people are told, once, and what could be done next. Where it is as bad as before,
 * what the action had mitigated is open again.
 */
export function escalateIncident(incident: Incident, command: EscalateIncident): Decision<IncidentStatement> {
  const action = incident.actions[command.actionId];
  if (incident.phase === 'unknown' || incident.phase === 'resolved' || !action) return [];
  if (action.state !== 'completed' || action.verdict || action.escalated) return [];
  const { reason, stillBad, next } = command;
  const recommended = next ? recommendAction(incident, next) : [];
  return [
    {
      name: 'incident.escalated',
      subject: incident.id,
      data: { ...placeOf(incident), action: action.id, reason, ...(next ? { next: next.actionId } : {}) },
    },
    ...(stillBad ? [verdictOn(incident, action, { verdict: 'wrong', by: 'recovery', reason })] : []),
    ...(stillBad ? openAgain(incident, action.id, 'The action that was to mitigate it did not help.') : []),
    ...('refused' in recommended ? [] : recommended),
  ];
}
