import type { Candidate, Change } from '@hormesis/change';
import { rulesOf } from '@hormesis/decider/testing';
import type { EventOf, Principal } from '@hormesis/events';
import {
  actionIdOf,
  type Incident,
  type IncidentStatement,
  incidentDecider,
  type ProposedAction,
  placeOf,
} from '../src/index.js';

export const { given } = rulesOf(incidentDecider, 'inc-1');
export const place = placeOf({ service: 'checkout', environment: 'production' });
export const ana: Principal = { kind: 'person', id: 'ana' };

export function anomaly(over: Partial<EventOf<'anomaly.detected'>> = {}): EventOf<'anomaly.detected'> {
  return {
    id: 'anomaly-event-1',
    source: '/alertmanager',
    time: '2026-01-05T10:00:20.000Z',
    name: 'anomaly.detected',
    type: 'dev.cdeventsx.hormesis-anomaly.detected.0.1.0',
    subject: 'anm-1',
    data: {
      ...place,
      metric: 'http.errors',
      onset: '2026-01-05T10:00:00.000Z',
      method: 'alertmanager',
      severity: 'critical',
    },
    ...over,
  };
}

export const flip: Change = {
  eventId: 'flip-1',
  source: '/hormesis/flags',
  kind: 'flag',
  service: 'checkout',
  environment: 'production',
  subject: 'new-cart',
  flag: 'new-cart',
  summary: 'flag new-cart turned on',
  at: '2026-01-05T09:59:30.000Z',
  exposure: 100,
  blamable: true,
  reversible: true,
};

export const { flag: _flag, ...deploy } = {
  ...flip,
  eventId: 'deploy-1',
  kind: 'deployment' as const,
  subject: 'checkout',
  summary: 'checkout v413 deployed to production',
  version: 'v413',
  previousVersion: 'v412',
};

export function suspect(change: Change | null, probability: number): Candidate {
  return {
    change,
    probability,
    evidence: change ? ['began 30 s before the onset'] : ['nothing else changed'],
  };
}
export const sure = (change: Change) => [suspect(change, 0.95), suspect(null, 0.05)];

export const kill: ProposedAction = {
  actionId: actionIdOf('inc-1', flip, { kind: 'kill', flag: 'new-cart' }),
  target: { kind: 'kill', flag: 'new-cart' },
  change: 'flip-1',
  reason: 'because',
};

type Answering = { causationId?: string };
const of = (name: IncidentStatement['name'], data: object, over: object = {}) =>
  ({ name, subject: 'inc-1', data: { ...place, ...data }, ...over }) as IncidentStatement;

export const opened = ({ causationId = 'anomaly-event-1' }: Answering = {}) =>
  of('incident.detected', { anomaly: 'anm-1' }, { causationId });
export const joined = (subject: string) => of('attribution.ranked', { anomaly: subject });
export const acknowledged = (actor?: Principal) => of('incident.acknowledged', {}, actor ? { actor } : {});
export const annotated = (note: string) => of('incident.annotated', { note });
export const mitigated = () => of('incident.mitigated', { action: kill.actionId });
export const resolved = (resolution?: string) => of('incident.resolved', resolution ? { resolution } : {});
export const reopened = (reason?: string) => of('incident.reopened', reason ? { reason } : {});

const acted = (name: IncidentStatement['name'], data: object) =>
  of(name, { incident: 'inc-1', target: kill.target, ...data }, { subject: kill.actionId });
export const requested = (reason = kill.reason) => acted('action.requested', { change: 'flip-1', reason });
export const recommended = (reason = kill.reason) =>
  acted('action.recommended', { change: 'flip-1', reason });
export const completed = (durationMs = 12) => acted('action.completed', { durationMs });
export const failed = (reason: string) => acted('action.failed', { reason });
export const refused = (reason: string) => acted('action.refused', { reason });

export type { Incident };
