import type { TimelineEntry } from '@hormesis/api';
import { ana, before, guardian, shipper } from './fleet-fixtures.js';
import { liveIncident } from './incident-fixtures.js';

type Told = Pick<TimelineEntry, 'eventId' | 'name' | 'kind' | 'title'> &
  Partial<TimelineEntry> & { ago: number };

function entry(now: number, { ago, ...told }: Told, index: number): TimelineEntry {
  return {
    source: '/hormesis/guardian',
    lane: 'checkout',
    outcome: 'neutral',
    time: before(now, ago),
    recordedTime: before(now, ago - 0.002),
    environment: 'production',
    incident: liveIncident,
    causationId: null,
    actor: guardian,
    story: true,
    position: `hormesis.incidents/3/${100 + index}`,
    data: { service: { id: 'checkout' }, environment: { id: 'production' } },
    ...told,
  };
}

/** The live incident from the push that led to it. */
export function incidentTimeline(now: number): TimelineEntry[] {
  const told: Told[] = [
    {
      ago: 14,
      eventId: 'evt-deploy',
      name: 'service.deployed',
      kind: 'deployment',
      title: 'checkout v413 deployed to production for 10 % of users',
      actor: shipper,
      source: '/ci',
    },
    {
      ago: 13,
      eventId: 'evt-ramp',
      name: 'featureflag.ramped',
      kind: 'flag',
      title: 'flag checkout-tax-v2 ramped to 10 % on',
      causationId: 'evt-deploy',
      actor: shipper,
      source: '/ci',
    },
    {
      ago: 12.6,
      eventId: 'evt-crash',
      name: 'compute.crashed',
      kind: 'compute',
      title: 'checkout-7f9c crashed in production',
      outcome: 'bad',
      story: false,
      actor: null,
      source: '/k8s',
    },
    {
      ago: 12.1,
      eventId: 'evt-anomaly',
      name: 'anomaly.detected',
      kind: 'anomaly',
      title: 'Error rate of checkout rose from 0.2 % to 11 %',
      outcome: 'bad',
      actor: null,
      source: '/alertmanager',
      story: false,
    },
    {
      ago: 12,
      eventId: 'evt-opened',
      name: 'incident.detected',
      kind: 'incident',
      title: 'incident of checkout opened in production',
      outcome: 'bad',
      causationId: 'evt-anomaly',
    },
    {
      ago: 11.95,
      eventId: 'evt-ranked',
      name: 'attribution.ranked',
      kind: 'attribution',
      title: 'attributed to flag checkout-tax-v2 ramped to 10 % on (62 %)',
      causationId: 'evt-anomaly',
    },
    {
      ago: 11.9,
      eventId: 'evt-recommended',
      name: 'action.recommended',
      kind: 'action',
      title: 'turning off flag checkout-tax-v2 recommended',
      causationId: 'evt-ranked',
    },
    {
      ago: 10.5,
      eventId: 'evt-payments',
      name: 'anomaly.detected',
      kind: 'anomaly',
      title: 'p95 of payments rose to 1.9 s',
      outcome: 'bad',
      lane: 'payments',
      story: false,
      actor: null,
      source: '/alertmanager',
    },
    {
      ago: 8,
      eventId: 'evt-note',
      name: 'incident.annotated',
      kind: 'person',
      title: 'note: payments sees time-outs from checkout too',
      actor: ana,
      causationId: 'evt-opened',
    },
    {
      ago: 5,
      eventId: 'evt-restart',
      name: 'compute.restarted',
      kind: 'compute',
      title: 'checkout-7f9c restarted in production',
      outcome: 'good',
      story: false,
      actor: null,
      source: '/k8s',
    },
    {
      ago: 3,
      eventId: 'evt-deploy-pay',
      name: 'service.deployed',
      kind: 'deployment',
      title: 'payments v138 deployed to staging',
      lane: 'payments',
      environment: 'staging',
      actor: ana,
      source: '/ci',
    },
  ];
  return told.map((one, index) => entry(now, one, index)).reverse();
}

/** Many entries over a day, for the timeline of everything. */
export function manyEntries(now: number, count: number): TimelineEntry[] {
  const lanes = ['checkout', 'payments', 'catalogue', 'search', 'accounts', 'mailer', 'other'];
  const shapes = ['deployment', 'flag', 'anomaly', 'action', 'incident', 'learning'] as const;
  return Array.from({ length: count }, (_, index) => {
    const mixed = (index * 2654435761) % 2 ** 32;
    const kind = shapes[mixed % shapes.length] ?? 'other';
    return entry(
      now,
      {
        ago: 20 + (index * 1400) / count,
        eventId: `evt-many-${index}`,
        name: `${kind}.happened`,
        kind,
        title: `${kind} number ${index}`,
        lane: lanes[(mixed >>> 8) % lanes.length] ?? 'other',
        outcome: mixed % 11 === 0 ? 'bad' : mixed % 7 === 0 ? 'good' : 'neutral',
        incident: null,
        story: mixed % 3 !== 0,
      },
      index,
    );
  });
}
