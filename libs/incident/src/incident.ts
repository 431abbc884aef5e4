import type { DataOf, EventName, EventOf, Instant, Principal, StatementOf } from '@hormesis/events';

/** The events of an incident's stream. */
export type IncidentEventName = Extract<
  EventName,
  | 'incident.detected'
  | 'incident.acknowledged'
  | 'incident.annotated'
  | 'incident.mitigated'
  | 'incident.resolved'
  | 'incident.reopened'
  | 'attribution.ranked'
  | 'action.recommended'
  | 'action.requested'
  | 'action.completed'
  | 'action.failed'
  | 'action.refused'
>;
export type IncidentStatement = StatementOf<IncidentEventName>;
export type IncidentEvent = EventOf<IncidentEventName>;

export type ActionTarget = DataOf<'action.requested'>['target'];
export type ActionState = 'recommended' | 'requested' | 'completed' | 'failed' | 'refused';
export type IncidentAction = {
  id: string;
  target: ActionTarget;
  state: ActionState;
  reason: string;
  /** Id of the change event that it takes back. */
  change?: string;
  /** The event that last requested it, and when. */
  request?: { eventId: string; at: Instant };
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
  acknowledgedBy?: Principal;
  resolvedAt?: Instant;
};

/** What each event of the incident says about where it belongs. */
export function placeOf({ service, environment }: Pick<Incident, 'service' | 'environment'>) {
  return { service: { id: service }, environment: { id: environment } };
}
