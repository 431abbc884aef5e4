import type { TimelineEntry } from '@hormesis/api';
import { ana, before, guardian, shipper } from './fleet-fixtures.js';
import { liveIncident } from './incident-fixtures.js';

export type Told = Pick<TimelineEntry, 'eventId' | 'name' | 'kind' | 'title'> &
  Partial<TimelineEntry> & { ago: number };

export function entry(now: number, { ago, ...told }: Told, index: number): TimelineEntry {
  return {
    source: '/hormesis/guardian',
    subject: 'checkout',
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

const terms: Readonly<Record<string, Record<string, number>>> = {
  'evt-ramp': { prior: -0.9, stated: 2.6, contrastIn: 1.2, history: 0.4 },
  'evt-deploy': { prior: -0.4, contrastIn: 1.3, alike: -0.6 },
};

/** What `attribution.ranked` says. */
function ranking(probabilities: Record<string, number>, more: object) {
  const candidates = Object.entries(probabilities).map(([eventId, probability]) => ({
    change: eventId === 'none' ? null : { eventId, subject: eventId, summary: eventId },
    probability,
    evidence: [],
    terms: terms[eventId] ?? {},
  }));
  return { anomaly: 'anomaly-checkout-errors', method: 'posterior/2', candidates, ...more };
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
      subject: liveIncident,
      data: ranking({ 'evt-ramp': 0.48, 'evt-deploy': 0.41, none: 0.11 }, {}),
    },
    {
      ago: 11.9,
      eventId: 'evt-recommended',
      name: 'action.recommended',
      kind: 'action',
      title: 'turning off flag checkout-tax-v2 recommended',
      causationId: 'evt-ranked',
      subject: 'act-1',
      data: {
        reason: 'The flag is the most likely cause, but 62 % is less than the 90 % needed to act alone.',
        withheld: ['probability', 'rung', 'did-not-help'],
      },
    },
    {
      ago: 11.8,
      eventId: 'evt-pause-requested',
      name: 'action.requested',
      kind: 'action',
      title: 'pausing the ramp of flag checkout-tax-v2 requested',
      subject: 'act-pause',
      data: { reason: 'Attributed to this ramp.' },
    },
    {
      ago: 11.79,
      eventId: 'evt-pause-done',
      name: 'action.completed',
      kind: 'action',
      title: 'pausing the ramp of flag checkout-tax-v2 done in 41 ms',
      outcome: 'good',
      subject: 'act-pause',
      data: { durationMs: 41 },
    },
    {
      ago: 7,
      eventId: 'evt-ranked-again',
      name: 'attribution.ranked',
      kind: 'attribution',
      title: 'attributed to flag checkout-tax-v2 ramped to 10 % on (62 %)',
      actor: ana,
      subject: liveIncident,
      data: ranking(
        { 'evt-ramp': 0.62, 'evt-deploy': 0.31, none: 0.07 },
        {
          supersedes: 'evt-ranked',
          causes: ['evt-ramp', 'evt-deploy'],
          difference: [
            { change: 'evt-ramp', subject: 'checkout-tax-v2', before: 0.48, after: 0.62 },
            { change: 'evt-deploy', subject: 'checkout', before: 0.41, after: 0.31 },
            { change: null, subject: 'none', before: 0.11, after: 0.07 },
          ],
        },
      ),
    },
    {
      ago: 1.8,
      eventId: 'evt-escalated',
      name: 'incident.escalated',
      kind: 'incident',
      title: 'incident of checkout escalated',
      outcome: 'bad',
      subject: liveIncident,
      data: {
        action: 'act-pause',
        next: 'act-1',
        reason: 'Ten minutes after the ramp was paused, 11 % of the requests are still bad.',
      },
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
