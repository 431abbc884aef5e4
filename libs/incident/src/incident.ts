import type { DataOf, EventName, EventOf, Instant, Principal, StatementOf } from '@hormesis/events';
import type { Rule } from './ladder/rule.js';

/** The events of an incident's stream. */
export type IncidentEventName = Extract<
  EventName,
  | 'incident.detected'
  | 'incident.acknowledged'
  | 'incident.annotated'
  | 'incident.mitigated'
  | 'incident.recovered'
  | 'incident.escalated'
  | 'incident.resolved'
  | 'incident.reopened'
  | 'attribution.ranked'
  | `action.${string}`
>;
export type IncidentStatement = StatementOf<IncidentEventName>;
export type IncidentEvent = EventOf<IncidentEventName>;

export type ActionTarget = DataOf<'action.requested'>['target'];
export type ActionState =
  | 'recommended'
  | 'requested'
  | 'completed'
  | 'failed'
  | 'refused'
  | 'stopped'
  | 'undoing'
  | 'undone';
/** Whether an action was right, and who says so. */
export type Verdict = Pick<DataOf<'action.judged'>, 'verdict' | 'by'>;
export type IncidentAction = {
  id: string;
  target: ActionTarget;
  state: ActionState;
  reason: string;
  /** Id of the change event that it takes back. */
  change?: string;
  /** The rule that it was decided under. */
  rule?: Rule;
  /** The event that last requested it, and when. */
  request?: { eventId: string; at: Instant };
  /** When it was done; absent if it changed nothing. */
  completedAt?: Instant;
  /** The event that asked for it to be undone. */
  undoing?: { eventId: string };
  verdict?: Verdict;
  /** It did not help in time, and people were told. */
  escalated?: true;
};

/** `unknown`: no such incident was ever opened. */
export type IncidentPhase = 'unknown' | 'open' | 'acknowledged' | 'mitigated' | 'resolved';

/** What one incident is, as far as its rules need it. */
export type Incident = {
  id: string;
  phase: IncidentPhase;
  service: string;
  environment: string;
  /** Ids of the anomalies in it. */
  anomalies: readonly string[];
  /** Ids of the events that have been answered; the same event again changes nothing. */
  answered: readonly string[];
  actions: Readonly<Record<string, IncidentAction>>;
  /** Changes of its last ranking, the most likely first. */
  suspects: readonly Suspect[];
  acknowledgedBy?: Principal;
  /** Id of the action after which users no longer felt it. */
  mitigatedBy?: string;
  resolvedAt?: Instant;
};

/** A change that may be behind an incident. */
export type Suspect = { eventId: string; source?: string | undefined; probability: number };

/** What each event of the incident says about where it belongs. */
export function placeOf({ service, environment }: Pick<Incident, 'service' | 'environment'>) {
  return { service: { id: service }, environment: { id: environment } };
}

/** What each event of an action says about where it belongs, and what it does. */
export function aboutAction(
  incident: Pick<Incident, 'id' | 'service' | 'environment'>,
  { target }: Pick<IncidentAction, 'target'>,
) {
  return { ...placeOf(incident), incident: incident.id, target };
}
