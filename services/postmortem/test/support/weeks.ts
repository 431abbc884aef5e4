import {
  catalogue,
  type DataOf,
  type Event,
  type EventName,
  type EventOf,
  fullType,
  type Principal,
} from '@hormesis/events';
import { type IsoWeek, parseWeek } from '../../src/model/iso-week.js';

type Envelope = { correlationId?: string; causationId?: string; actor?: Principal };

export function event<Name extends EventName>(
  id: string,
  name: Name,
  subject: string,
  time: string,
  data: DataOf<Name>,
  envelope: Envelope = {},
): EventOf<Name> {
  const type = fullType(catalogue[name]);
  const source = /^(incident|attribution|action|proposal|case|drill)\./.test(name)
    ? '/hormesis/test'
    : '/test';
  return { id, source, type, name, subject, time, data, ...envelope } as EventOf<Name>;
}

export function weekNamed(text: string): IsoWeek {
  const week = parseWeek(text);
  if (!week) throw new Error(`${text} is no week.`);
  return week;
}

const production = { id: 'production' };
export const ana: Principal = { kind: 'person', id: 'ana.kovac@example.org' };
const shipper: Principal = { kind: 'agent', id: 'shipper', onBehalfOf: 'ben.okafor' };
export const of = (service: string) => ({ service: { id: service }, environment: production });
const deployed = (
  id: string,
  service: string,
  time: string,
  version: string,
  more: Partial<DataOf<'service.deployed'>> = {},
  envelope: Envelope = {},
) =>
  event(
    id,
    'service.deployed',
    service,
    time,
    { environment: production, artifactId: `pkg:oci/${service}@${version}`, version, ...more },
    { actor: shipper, ...envelope },
  );

/** A week with all that goes wrong: 2026-W47. */
export const badWeek = weekNamed('2026-W47');
export const badWeekEvents: readonly Event[] = [
  deployed('dep-0', 'search', '2026-11-12T08:00:00Z', 'v80'),
  deployed('dep-1', 'checkout', '2026-11-16T09:00:00Z', 'v412', { exposure: 100 }),
  deployed('dep-2a', 'checkout', '2026-11-18T10:09:00Z', 'v413', { exposure: 10 }),
  deployed('dep-2b', 'checkout', '2026-11-18T10:09:40Z', 'v413', { exposure: 25 }),
  event('an-1', 'anomaly.detected', 'anom-1', '2026-11-18T10:11:00Z', {
    ...of('checkout'),
    metric: 'http.errors',
    onset: '2026-11-18T10:10:00Z',
    method: 'alertmanager',
    severity: 'critical',
    summary: 'Checkout answers 500 | <b>urgent</b> *now*, says ana.kovac',
    observed: 0.31,
    expected: 0.01,
  }),
  event(
    'inc-1',
    'incident.detected',
    'inc-1111',
    '2026-11-18T10:11:00.040Z',
    { ...of('checkout'), anomaly: 'anom-1', severity: 'critical', onset: '2026-11-18T10:10:00Z' },
    { correlationId: 'inc-1111', causationId: 'an-1' },
  ),
  event(
    'attr-1',
    'attribution.ranked',
    'inc-1111',
    '2026-11-18T10:11:00.041Z',
    {
      ...of('checkout'),
      anomaly: 'anom-1',
      method: 'recency',
      candidates: [
        {
          change: {
            eventId: 'dep-2b',
            kind: 'deployment',
            service: 'checkout',
            subject: 'checkout',
            summary: 'Cache the basket total',
            at: '2026-11-18T10:09:40Z',
            reversible: true,
          },
          probability: 0.94,
          evidence: [
            'It began 20 s before the onset.',
            'Pushed by Ben.Okafor, who should have tested it.',
            'Third reason.',
          ],
        },
        { change: null, probability: 0.06, evidence: [] },
      ],
    },
    { correlationId: 'inc-1111' },
  ),
  event(
    'req-1',
    'action.requested',
    'act-1111',
    '2026-11-18T10:11:00.042Z',
    {
      ...of('checkout'),
      incident: 'inc-1111',
      target: { kind: 'rollback', service: 'checkout', environment: 'production', toVersion: 'v412' },
      change: 'dep-2b',
      reason: 'It is the likely change.',
    },
    { correlationId: 'inc-1111', causationId: 'an-1' },
  ),
  event(
    'act-1',
    'action.completed',
    'act-1111',
    '2026-11-18T10:11:00.120Z',
    {
      ...of('checkout'),
      incident: 'inc-1111',
      target: { kind: 'rollback', service: 'checkout', environment: 'production', toVersion: 'v412' },
      durationMs: 76,
    },
    { correlationId: 'inc-1111' },
  ),
  event(
    'rb-1',
    'service.rolledback',
    'checkout',
    '2026-11-18T10:11:10Z',
    { environment: production, artifactId: 'pkg:oci/checkout@v412', version: 'v412' },
    { correlationId: 'inc-1111' },
  ),
  event('mit-1', 'incident.mitigated', 'inc-1111', '2026-11-18T10:12:00Z', of('checkout'), {
    correlationId: 'inc-1111',
  }),
  event('ack-1', 'incident.acknowledged', 'inc-1111', '2026-11-18T10:13:00Z', of('checkout'), {
    correlationId: 'inc-1111',
    actor: ana,
  }),
  event('res-1', 'incident.resolved', 'inc-1111', '2026-11-18T10:20:00Z', of('checkout'), {
    correlationId: 'inc-1111',
    actor: ana,
  }),
  event(
    'pro-1',
    'proposal.proposed',
    'pro-alert',
    '2026-11-18T10:20:01Z',
    {
      ...of('checkout'),
      incident: 'inc-1111',
      kind: 'alert',
      ...{ proposer: 'threshold', instance: 'i', generalised: 'g', overlaps: [], variantsTried: 1 },
      class: 'detects-earlier',
      title: 'Alert when more than 5 % of http.errors of checkout are bad',
      rationale: 'r',
      files: [{ path: 'a.yml', mediaType: 'application/yaml', content: '' }],
      evidence: ['an-1'],
      fingerprint: 'fp-1',
      verification: 'v',
    },
    { correlationId: 'inc-1111' },
  ),
  event(
    'pro-2',
    'proposal.proposed',
    'pro-flag',
    '2026-11-18T10:20:01Z',
    {
      ...of('checkout'),
      incident: 'inc-1111',
      kind: 'flag-default',
      ...{ proposer: 'gate', instance: 'i', generalised: 'g', overlaps: [], variantsTried: 1 },
      class: 'limits',
      title: 'Put user-facing changes of checkout behind a flag',
      rationale: 'r',
      files: [{ path: 'a.json', mediaType: 'application/json', content: '' }],
      evidence: ['an-1'],
      fingerprint: 'fp-2',
      verification: 'v',
    },
    { correlationId: 'inc-1111' },
  ),
  event(
    'pro-3',
    'proposal.withheld',
    'pro-test',
    '2026-11-18T10:20:01Z',
    {
      ...of('checkout'),
      incident: 'inc-1111',
      kind: 'test',
      proposer: 'replay',
      reason: 'No failing request was recorded.',
      evidence: [],
    },
    { correlationId: 'inc-1111' },
  ),
  event(
    'rej-1',
    'proposal.rejected',
    'pro-flag',
    '2026-11-19T08:00:00Z',
    { ...of('checkout'), incident: 'inc-1111', reason: 'The root cause was human error by Ana.Kovac' },
    { actor: ana },
  ),
  deployed('dep-3', 'checkout', '2026-11-19T12:00:00Z', 'v414', {}, { correlationId: 'inc-1111' }),
  event('an-2', 'anomaly.detected', 'anom-2', '2026-11-20T14:30:00Z', {
    ...of('search'),
    metric: 'http.latency',
    onset: '2026-11-20T14:10:00Z',
    method: 'person',
    severity: 'warning',
  }),
  event(
    'inc-2',
    'incident.detected',
    'inc-2222',
    '2026-11-20T14:30:01Z',
    { ...of('search'), anomaly: 'anom-2', severity: 'warning' },
    { correlationId: 'inc-2222', causationId: 'an-2' },
  ),
  event(
    'attr-2',
    'attribution.ranked',
    'inc-2222',
    '2026-11-20T14:30:01Z',
    {
      ...of('search'),
      anomaly: 'anom-2',
      method: 'recency',
      candidates: [{ change: null, probability: 0.81, evidence: [] }],
    },
    { correlationId: 'inc-2222' },
  ),
  event(
    'fail-2',
    'action.refused',
    'act-2222',
    '2026-11-20T14:31:00Z',
    {
      ...of('search'),
      incident: 'inc-2222',
      target: { kind: 'kill', flag: 'new-ranking' },
      reason: 'There is no executor for it.',
    },
    { correlationId: 'inc-2222' },
  ),
  event('clr-2', 'anomaly.cleared', 'anom-2', '2026-11-20T14:50:00Z', of('search')),
  event('res-2', 'incident.resolved', 'inc-2222', '2026-11-20T14:50:00.010Z', of('search'), {
    correlationId: 'inc-2222',
    causationId: 'clr-2',
  }),
  event(
    'inc-3',
    'incident.detected',
    'inc-3333',
    '2026-11-22T23:59:00Z',
    { environment: production },
    { correlationId: 'inc-3333' },
  ),
  {
    id: 'odd-1',
    source: '/elsewhere',
    type: 'com.example.thing.v1',
    name: 'com.example.thing.v1',
    subject: 'x',
    time: '2026-11-17T00:00:00Z',
    data: { note: 'kept only' },
  },
  event('late-1', 'incident.detected', 'inc-later', '2026-11-23T00:00:00Z', {
    environment: production,
    description: 'decoy of the next week',
  }),
];

/** A week in which nothing was sent: 2026-W53. */
export const emptyWeek = weekNamed('2026-W53');
