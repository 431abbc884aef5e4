import type { Candidate, Change } from '@hormesis/change';
import { rulesOf } from '@hormesis/decider/testing';
import type { EventOf, Principal } from '@hormesis/events';
import {
  actionIdOf,
  defaultPolicy,
  EVERYTHING,
  type Incident,
  type IncidentStatement,
  incidentDecider,
  type Ladder,
  type Policy,
  type ProposedAction,
  placeOf,
  type Verdict,
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
  change: flip,
  reason: 'because',
  rule: EVERYTHING,
  withheld: [],
};

/** What people allow: by one policy for everything, unless more is said. */
export function ladder(policy: Partial<Policy> = {}, over: Partial<Ladder> = {}): Ladder {
  const set = { ...defaultPolicy(), rung: 'rollback' as const, ...policy };
  return { policies: [set], otherwise: defaultPolicy(), freezes: [], marks: [], breakers: [], ...over };
}

type Answering = { causationId?: string };
const of = (name: IncidentStatement['name'], data: object, over: object = {}) =>
  ({ name, subject: 'inc-1', data: { ...place, ...data }, ...over }) as IncidentStatement;

export const opened = ({ causationId = 'anomaly-event-1' }: Answering = {}) =>
  of('incident.detected', { anomaly: 'anm-1' }, { causationId });
export const joined = (subject: string) => of('attribution.ranked', { anomaly: subject, candidates: [] });
export const acknowledged = (actor?: Principal) => of('incident.acknowledged', {}, actor ? { actor } : {});
export const annotated = (note: string) => of('incident.annotated', { note });
export const mitigated = () => of('incident.mitigated', { action: kill.actionId });
export const resolved = (resolution?: string) => of('incident.resolved', resolution ? { resolution } : {});
export const reopened = (reason?: string) => of('incident.reopened', reason ? { reason } : {});

const acted = (name: IncidentStatement['name'], data: object) =>
  of(name, { incident: 'inc-1', target: kill.target, ...data }, { subject: kill.actionId });
const decided = (reason: string) => ({ change: 'flip-1', reason, rule: kill.rule });
export const requested = (reason = kill.reason) => acted('action.requested', decided(reason));
export const recommended = (reason = kill.reason) => acted('action.recommended', decided(reason));
export const completed = (durationMs = 12, over: object = {}) =>
  acted('action.completed', { durationMs, ...over });
export const stopped = (reason?: string) => acted('action.stopped', reason ? { reason } : {});
export const undoing = (reason?: string) => acted('action.undoing', reason ? { reason } : {});
export const undone = (durationMs = 7) => acted('action.undone', { durationMs });
export const undofailed = (reason: string) => acted('action.undofailed', { reason });
export const judged = (verdict: Verdict['verdict'], by: Verdict['by'], reason: string) =>
  acted('action.judged', { rule: kill.rule, verdict, by, reason });
export const recovered = (data: object) => of('incident.recovered', { action: kill.actionId, ...data });
export const escalated = (data: object) => of('incident.escalated', { action: kill.actionId, ...data });
export const failed = (reason: string) => acted('action.failed', { reason });
export const refused = (reason: string) => acted('action.refused', { reason });

export type { Incident };
