import type { Event } from '@hormesis/events';
import { event } from './given-events.js';

const production = { id: 'production' };
const checkout = { id: 'checkout' };

export const shipper = { kind: 'agent', id: 'shipper', onBehalfOf: 'ana' } as const;
export const ana = { kind: 'person', id: 'ana' } as const;
export const guardian = { kind: 'system', id: 'guardian' } as const;

export function deployed(
  second: number,
  service: string,
  version: string,
  more: Record<string, unknown> = {},
): Event {
  return event(
    second,
    {
      name: 'service.deployed',
      subject: service,
      data: { environment: production, artifactId: `pkg:oci/${service}@${version}`, version, ...more },
    },
    { actor: shipper, id: `deploy-${service}-${version}-${second}` },
  );
}

/** One incident, from the deployment that caused it to the proposal it taught, one event a second. */
export function badDeployment(): Event[] {
  const incident = 'inc-7f3a';
  const of = { service: checkout, environment: production };
  const decided = { source: '/hormesis/guardian', correlationId: incident, actor: guardian };
  const target = {
    kind: 'rollback',
    service: 'checkout',
    environment: 'production',
    toVersion: 'v412',
  } as const;
  const change = {
    eventId: 'deploy-checkout-v413-1',
    kind: 'deployment',
    service: 'checkout',
    subject: 'checkout',
    summary: 'checkout v413 deployed to production',
    at: '2026-11-23T09:00:01.000Z',
    reversible: true,
  } as const;
  const action = { ...of, incident, target };
  return [
    deployed(1, 'checkout', 'v413'),
    event(2, {
      name: 'anomaly.detected',
      subject: 'anomaly-1',
      data: {
        ...of,
        metric: 'http.errors',
        onset: '2026-11-23T09:00:01.500Z',
        method: 'threshold',
        severity: 'critical',
        summary: 'checkout answers 12 % of requests with an error',
      },
    }),
    event(
      3,
      {
        name: 'incident.detected',
        subject: incident,
        data: {
          ...of,
          anomaly: 'anomaly-1',
          severity: 'critical',
          onset: '2026-11-23T09:00:01.500Z',
          description: 'checkout answers 12 % of requests with an error',
        },
      },
      decided,
    ),
    event(
      4,
      {
        name: 'attribution.ranked',
        subject: incident,
        data: {
          ...of,
          anomaly: 'anomaly-1',
          method: 'time-and-closeness',
          candidates: [
            { change, probability: 0.94, evidence: ['began 1 s before'] },
            { change: null, probability: 0.06, evidence: [] },
          ],
        },
      },
      decided,
    ),
    event(
      5,
      {
        name: 'action.requested',
        subject: 'action-1',
        data: { ...action, change: change.eventId, reason: 'it is the likely cause' },
      },
      decided,
    ),
    event(6, { name: 'incident.acknowledged', subject: incident, data: {} }, { ...decided, actor: ana }),
    event(
      7,
      { name: 'action.completed', subject: 'action-1', data: { ...action, durationMs: 841.4 } },
      decided,
    ),
    event(8, { name: 'incident.mitigated', subject: incident, data: { ...of, action: 'action-1' } }, decided),
    event(9, {
      name: 'service.rolledback',
      subject: 'checkout',
      data: {
        environment: production,
        artifactId: 'pkg:oci/checkout@v412',
        version: 'v412',
        action: 'action-1',
      },
    }),
    event(10, { name: 'anomaly.cleared', subject: 'anomaly-1', data: of }),
    event(
      11,
      { name: 'incident.resolved', subject: incident, data: { ...of, resolution: 'rolled back' } },
      decided,
    ),
    event(
      12,
      {
        name: 'proposal.proposed',
        subject: 'proposal-1',
        data: {
          ...of,
          incident,
          kind: 'alert',
          proposer: 'threshold',
          class: 'detects-earlier',
          title: 'Alert on errors of checkout',
          instance: 'This incident, 40 s after its onset.',
          generalised: 'Errors of checkout, whatever the version.',
          overlaps: [],
          variantsTried: 3,
          rationale: 'It would have fired 40 s earlier.',
          files: [{ path: 'alerts/checkout.yaml', mediaType: 'application/yaml', content: 'groups: []' }],
          evidence: ['e2'],
          fingerprint: 'http.errors checkout',
          verification: 'promtool test rules',
        },
      },
      { ...decided, source: '/hormesis/learning' },
    ),
    event(
      13,
      {
        name: 'proposal.withheld',
        subject: 'proposal-2',
        data: {
          ...of,
          incident,
          kind: 'test',
          proposer: 'replay',
          reason: 'No failing request was recorded.',
          evidence: [],
        },
      },
      { ...decided, source: '/hormesis/learning' },
    ),
    event(
      14,
      { name: 'proposal.accepted', subject: 'proposal-1', data: { ...of, incident, note: 'Good.' } },
      { ...decided, actor: ana },
    ),
  ];
}
