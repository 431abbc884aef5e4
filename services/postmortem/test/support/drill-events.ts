import type { Event } from '@hormesis/events';
import { event, of } from './weeks.js';

const at = (clock: string) => `2026-12-04T${clock}Z`;
const story = { correlationId: 'inc-7777' };

/** A drill of checkout, and the incident that it opened: attributed to a deploy, which was rolled back. */
export const drillEvents: Event[] = [
  event('dep-9', 'service.deployed', 'checkout', at('09:58:00'), {
    environment: { id: 'production' },
    artifactId: 'pkg:oci/checkout@v9',
    version: 'v9',
  }),
  event('drill-s', 'drill.started', 'drill-7', at('09:59:00'), {
    ...of('checkout'),
    injector: 'http://fleet.example/drills',
    at: at('09:59:00'),
  }),
  event('an-7', 'anomaly.detected', 'anom-7', at('10:00:00'), {
    ...of('checkout'),
    metric: 'http.errors',
    onset: at('09:59:30'),
    method: 'contrast',
    severity: 'critical',
  }),
  event(
    'inc-7',
    'incident.detected',
    'inc-7777',
    at('10:00:01'),
    { ...of('checkout'), anomaly: 'anom-7', onset: at('09:59:30') },
    story,
  ),
  event(
    'attr-7',
    'attribution.ranked',
    'inc-7777',
    at('10:00:02'),
    {
      ...{ ...of('checkout'), anomaly: 'anom-7', method: 'recency' },
      candidates: [
        {
          change: {
            ...{ eventId: 'dep-9', kind: 'deployment', service: 'checkout', subject: 'checkout' },
            ...{ at: at('09:58:00'), reversible: true, summary: 'v9' },
          },
          probability: 0.9,
          evidence: [],
        },
      ],
    },
    story,
  ),
  event('rb-7', 'service.rolledback', 'checkout', at('10:01:00'), {
    environment: { id: 'production' },
    artifactId: 'pkg:oci/checkout@v8',
    version: 'v8',
  }),
  event('drill-e', 'drill.ended', 'drill-7', at('10:02:00'), {
    ...of('checkout'),
    outcome: 'stopped',
    reason: 'A guard fired.',
  }),
  event('res-7', 'incident.resolved', 'inc-7777', at('10:03:00'), of('checkout'), story),
];

/** What the learning service says of that incident. */
export const caseOfDrill: Event = event('case-7', 'case.assembled', 'inc-7777', at('10:04:00'), {
  ...of('checkout'),
  fingerprint: 'fp-guard',
  class: {
    ...{ service: 'checkout', metric: 'http.errors', failure: 'errors' },
    ...{ change: 'deployment', signature: null },
  },
  explained: [],
  ...{ onset: at('09:59:30'), detectedAt: at('10:00:00'), endedAt: at('10:03:00') },
  ...{ detectedBy: 'contrast', confirmedBy: 'drill', stoppedBy: 'rollback', shouldHave: 'preview', why: 'w' },
  ...{ change: null, reached: 'r', exposedUserSeconds: null, drill: 'drill-7' },
  ...{ exemplars: 0, earlier: [], evidence: [] },
});
