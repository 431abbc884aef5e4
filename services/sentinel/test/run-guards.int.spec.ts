import { Database } from '@hormesis/database';
import { type DataOf, type Event, isEvent } from '@hormesis/events';
import { proposalDecider } from '@hormesis/learning';
import { isReadable, topics } from '@hormesis/log';
import { Streams } from '@hormesis/streams';
import { startTestDatabase, type TestDatabase } from '@hormesis/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anomaliesOf, emit, eventually, known, production, second, startSentinel } from './start-sentinel.js';

type Sentinel = Awaited<ReturnType<typeof startSentinel>>;

let test: TestDatabase;
let sentinel: Sentinel;
let database: Database;
beforeAll(async () => {
  test = await startTestDatabase({ maxConnections: 30 });
  database = new Database(test.url, { maxConnections: 4 });
  sentinel = await startSentinel(test.url);
});
afterAll(async () => {
  await sentinel.stop();
  await database.close();
  await test.drop();
});

const rules = (service: string) => `
groups:
  - name: ${service}
    rules:
      - alert: TooManyBad
        expr: >
          sum by (service, environment, metric) (rate(hormesis_signal_bad_total{service="${service}"}[30s]))
          / sum by (service, environment, metric) (rate(hormesis_signal_requests_total{service="${service}"}[30s]))
          > 0.2
        for: 10s
        labels: { severity: warning }
        annotations: { summary: '{{ $value | humanizePercentage }} of {{ $labels.service }} are bad' }
`;

const proposed = (service: string, content: string): DataOf<'proposal.proposed'> => ({
  service: { id: service },
  ...production,
  incident: 'inc-1',
  kind: 'alert',
  proposer: 'threshold',
  class: 'detects-earlier',
  title: 'Alert on bad requests',
  rationale: 'They were seen late.',
  files: [{ path: `alerts/${service}.rules.yml`, mediaType: 'application/yaml', content }],
  evidence: ['event-1'],
  fingerprint: 'f',
  verification: 'It fires.',
  instance: 'This one.',
  generalised: 'All of them.',
  overlaps: [],
  variantsTried: 1,
});

const proposals = () =>
  new Streams(database, sentinel.log, proposalDecider, { source: '/hormesis/learning' });

async function accept(id: string, service: string, content = rules(service)): Promise<void> {
  await proposals().decide(id, () => [
    { name: 'proposal.proposed', subject: id, data: proposed(service, content) },
    { name: 'proposal.accepted', subject: id, data: { service: { id: service }, incident: 'inc-1' } },
  ]);
}

/** Seconds of traffic, of which so many of 50 requests are bad. */
function traffic(service: string, from: number, seconds: number, bad: number): Event[] {
  return Array.from({ length: seconds }, (_, n) => second(service, from + n * 1_000, 'all', 50, bad));
}

async function said<Name extends 'proposal.applied' | 'proposal.undelivered'>(name: Name, id: string) {
  for (const head of await sentinel.log.heads(topics.learning)) {
    const { records } = await sentinel.log.read({ ...head, offset: 0 }, 1_000);
    for (const record of records)
      if (isReadable(record) && isEvent(record.event, name) && record.event.subject === id)
        return record.event;
  }
  return undefined;
}

const fired = async (service: string, id: string) =>
  (await anomaliesOf(sentinel.log, service)).filter(({ data }) => data.guard === id);
const cleared = async (service: string) =>
  (await anomaliesOf(sentinel.log, service, 'anomaly.cleared')).filter(({ subject }) =>
    subject?.startsWith('guard-'),
  );

describe('an accepted alert', () => {
  // The windows are of the minutes to come: what became known before the acceptance fires nothing.
  const start = Date.now();
  const at = (seconds: number) => start + seconds * 1_000;

  it('runs at once: it is applied, fires, and names what it saw', async () => {
    await emit(sentinel.log, traffic('orders', at(-300), 300, 1));
    await accept('pro-1', 'orders');
    await eventually(() => said('proposal.applied', 'pro-1')).toMatchObject({
      actor: { kind: 'system', id: 'sentinel' },
      data: { seen: 'sentinel', evidence: expect.stringContaining('TooManyBad every 10 s') },
    });
    await emit(sentinel.log, traffic('orders', at(1), 120, 25));
    await eventually(async () => (await fired('orders', 'pro-1')).length).toBe(1);
    const [anomaly] = await fired('orders', 'pro-1');
    expect(anomaly).toMatchObject({
      source: '/hormesis/sentinel',
      data: {
        ...production,
        metric: 'http.errors',
        method: 'guard',
        severity: 'warning',
        summary: expect.stringMatching(/% of orders are bad/),
        evidence: { alert: 'TooManyBad' },
      },
    });
    const firedAt = Date.parse(anomaly?.time ?? '');
    expect(firedAt - Date.parse(anomaly?.data.onset ?? '')).toBe(10_000);
    expect(firedAt).toBeLessThanOrEqual(at(45));
  });

  it('fires nothing twice over a restart in the middle, and is cleared once when it is over', async () => {
    await sentinel.stop();
    sentinel = await startSentinel(test.url);
    await emit(sentinel.log, traffic('orders', at(121), 60, 25));
    await emit(sentinel.log, traffic('orders', at(181), 90, 0));
    await eventually(async () => (await cleared('orders')).length).toBe(1);
    expect(await fired('orders', 'pro-1')).toHaveLength(1);
    const [[anomaly], [over]] = [await fired('orders', 'pro-1'), await cleared('orders')];
    expect(over?.subject).toBe(anomaly?.subject);
  });

  it('fires again the next time, and is over when the guard is retired', async () => {
    await emit(sentinel.log, traffic('orders', at(271), 90, 25));
    await eventually(async () => (await fired('orders', 'pro-1')).length).toBe(2);
    await proposals().decide('pro-1', () => [
      {
        name: 'proposal.retired',
        subject: 'pro-1',
        data: { service: { id: 'orders' }, incident: 'inc-1', reason: 'It was enough.' },
      },
    ]);
    await eventually(async () => (await cleared('orders')).length).toBe(2);
  });

  it('names whose requests are bad, and the change that they have while it is watched', async () => {
    const now = Date.now();
    const deploy = (version: string, ago: number) =>
      known(
        {
          name: 'service.upgraded',
          subject: 'billing',
          data: { ...production, artifactId: `pkg:oci/billing@${version}`, version },
        },
        now - ago,
      );
    const [old, latest] = [deploy('v75', 600_000), deploy('v76', 60_000)];
    await emit(sentinel.log, [old, latest]);
    const byCohort = `groups: [{ name: b, rules: [{ alert: Bad, expr:
      'sum by (service, environment, metric, cohort) (rate(hormesis_signal_bad_total{service="billing"}[30s])) > 1' }] }]`;
    await accept('pro-4', 'billing', byCohort);
    const seconds = (bad: number, from: number, count: number) =>
      Array.from({ length: count }, (_, n) =>
        ['version:v75', 'version:v76'].map((each) => second('billing', from + n * 1_000, each, 50, bad)),
      ).flat();
    await emit(sentinel.log, seconds(0, now - 60_000, 60));
    await eventually(() => said('proposal.applied', 'pro-4')).toBeDefined();
    await emit(sentinel.log, seconds(20, Date.now() + 1_000, 30));
    await eventually(async () => (await fired('billing', 'pro-4')).length).toBe(2);
    const of = async (cohort: string) =>
      (await fired('billing', 'pro-4')).find(({ data }) => data.cohort === cohort)?.data;
    expect(await of('version:v75')).not.toHaveProperty('change');
    expect(await of('version:v76')).toMatchObject({ change: { id: latest?.id, source: '/emitter' } });
  });

  it('says why it cannot run', async () => {
    await accept('pro-2', 'orders', 'groups: [{ name: g, rules: [{ alert: A, expr: up == 0 }] }]');
    await eventually(() => said('proposal.undelivered', 'pro-2')).toMatchObject({
      data: { by: 'sentinel', reason: expect.stringContaining('It asks for up') },
    });
    expect(await said('proposal.applied', 'pro-2')).toBeUndefined();
    await accept('pro-3', 'orders', rules('cart'));
    await eventually(() => said('proposal.undelivered', 'pro-3')).toMatchObject({
      data: { by: 'sentinel', reason: expect.stringContaining('without service="orders"') },
    });
    expect(await said('proposal.applied', 'pro-3')).toBeUndefined();
  });
});
