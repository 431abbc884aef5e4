import type { Backtest } from '@hormesis/api';
import { isEvent } from '@hormesis/events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { happened, startLearning } from './start-learning.js';

const minute = 60_000;
const began = Date.UTC(2026, 0, 5, 8);
const at = (minutes: number) => new Date(began + minutes * minute).toISOString();
const of = (id: string) => ({ service: { id }, environment: { id: 'production' } });

const rules = `groups:
  - name: checkout
    interval: 30s
    rules:
      - alert: TooManyErrors
        expr: sum by (service, environment) (rate(hormesis_signal_bad_total{service="checkout"}[1m])) / sum by (service, environment) (rate(hormesis_signal_requests_total{service="checkout"}[1m])) > 0.1
`;

/** Two hours of windows; from minute 60 to 80 a third of the requests fail. */
function windows() {
  return Array.from({ length: 720 }, (_, n) => {
    const minutes = n / 6;
    return happened('signal.measured', 'checkout', at(minutes + 1 / 6), {
      ...of('checkout'),
      metric: 'http.errors',
      cohort: 'all',
      start: at(minutes),
      durationMs: 10_000,
      total: 300,
      bad: minutes >= 60 && minutes < 80 ? 100 : 2,
    });
  });
}

function story() {
  const inIncident = { correlationId: 'inc-1' };
  const deployed = happened('service.deployed', 'checkout', at(60), {
    environment: { id: 'production' },
    artifactId: 'pkg:oci/checkout@v2',
    version: 'v2',
  });
  const anomaly = happened(
    'anomaly.detected',
    'anom-1',
    at(70),
    { ...of('checkout'), metric: 'http.errors', onset: at(60), method: 'person', severity: 'critical' },
    inIncident,
  );
  return [
    deployed,
    anomaly,
    happened(
      'incident.detected',
      'inc-1',
      at(70),
      { ...of('checkout'), anomaly: 'anom-1', severity: 'critical', onset: at(60) },
      { ...inIncident, causationId: anomaly.id },
    ),
    happened(
      'attribution.ranked',
      'inc-1',
      at(70),
      {
        ...of('checkout'),
        anomaly: 'anom-1',
        method: 'recency',
        candidates: [
          {
            change: {
              eventId: deployed.id,
              kind: 'deployment',
              service: 'checkout',
              subject: 'checkout',
              summary: 'v2',
              at: at(60),
              reversible: true,
            },
            probability: 0.9,
            evidence: [],
          },
        ],
      },
      inIncident,
    ),
    happened('anomaly.cleared', 'anom-1', at(80), of('checkout'), inIncident),
    happened('incident.resolved', 'inc-1', at(85), of('checkout'), inIncident),
  ];
}

let learning: Awaited<ReturnType<typeof startLearning>>;

beforeAll(async () => {
  learning = await startLearning();
  await learning.append(...windows(), ...story());
});
afterAll(() => learning?.stop());

async function ask(method: string, path: string, body?: unknown, secret = 'ops-secret') {
  const response = await fetch(`${learning.url()}${path}`, {
    method,
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: await response.json() };
}

async function ended(id: string): Promise<Backtest> {
  const isOver = async () => {
    const { body } = await ask('GET', `/api/backtests/${id}`);
    return ['done', 'failed', 'cancelled'].includes(body.state);
  };
  await expect.poll(isOver, { timeout: 40_000 }).toBe(true);
  return (await ask('GET', `/api/backtests/${id}`)).body;
}

describe('a backtest', () => {
  it('replays rules over the record, and gives the same bytes again', async () => {
    const period = { from: at(0), to: at(120) };
    const { status, body } = await ask('POST', '/api/backtests', { rules, name: 'checkout.yml', ...period });
    expect(status).toBe(202);
    const { problem, reports, state } = await ended(body.id);
    expect({ problem, state }).toEqual({ problem: null, state: 'done' });
    const [report] = reports;
    expect(report?.rule).toBe('TooManyErrors');
    expect(report?.report).toMatchObject({
      verdict: 'passed',
      windows: 720,
      recall: { caught: 1, of: 1 },
      falseAlarms: { count: 0 },
    });
    expect(report?.report.recall?.incidents[0]?.leadMs).toBeGreaterThan(8 * minute);
    expect(report?.pictures[0]?.points.length).toBeGreaterThan(100);

    const again = await ask('POST', '/api/backtests', { rules, name: 'checkout.yml', ...period });
    expect(JSON.stringify((await ended(again.body.id)).reports)).toBe(JSON.stringify(reports));
    const { body: list } = await ask('GET', '/api/backtests?limit=1');
    expect(list.items).toMatchObject([{ id: again.body.id, reports: [{ pictures: [] }] }]);
    expect(list.next).toBe(again.body.id);
  });

  it('replays a flag policy over the recorded changes', async () => {
    const flagPolicy = JSON.stringify({
      service: 'checkout',
      steps: [
        { percentage: 5, bakeSeconds: 600 },
        { percentage: 100, bakeSeconds: 600 },
      ],
    });
    const { body } = await ask('POST', '/api/backtests', { flagPolicy, from: at(0), to: at(120) });
    const { reports } = await ended(body.id);
    expect(reports[0]?.report).toMatchObject({ verdict: 'passed', recall: { caught: 1, of: 1 } });
    expect(reports[0]?.report.savedUserSeconds).toBeGreaterThan(1_000);
  });

  it('says line by line what is wrong with rules, and which field of a policy', async () => {
    const wrong = await ask('POST', '/api/backtests', { rules: rules.replace('> 0.1', '> 0.1 0.2') });
    expect(wrong).toMatchObject({ status: 400, body: { code: 'invalid' } });
    expect(wrong.body.errors[0].field).toMatch(/line \d+, rule TooManyErrors/);
    const policy = await ask('POST', '/api/backtests', { flagPolicy: '{"steps":[]}' });
    expect(policy).toMatchObject({ status: 400, body: { errors: [{ field: 'steps' }] } });
    expect((await ask('POST', '/api/backtests', { proposal: 'pro-unknown' })).status).toBe(404);
    expect((await ask('POST', '/api/backtests', { rules }, 'reader-secret')).status).toBe(403);
  });

  it('can be called off', async () => {
    const { body } = await ask('POST', '/api/backtests', { rules });
    expect((await ask('DELETE', `/api/backtests/${body.id}`)).body.state).toBe('cancelled');
    expect((await ended(body.id)).state).toBe('cancelled');
  });

  it('is run again when the process that ran it is gone, and given up after the third', async () => {
    const insert = (id: string, attempt: number) =>
      learning.database.query(
        `INSERT INTO learning.backtest (id, kind, name, request, "from", "to", state, asked_at, attempt, held_until)
         VALUES ($1, 'rules', 'left behind', $2, $3, $4, 'running', now(), $5, now() - interval '1 second')`,
        [id, JSON.stringify({ kind: 'rules', rules }), at(0), at(120), attempt],
      );
    await insert('bt-left', 1);
    await insert('bt-deadly', 3);
    expect(await ended('bt-left')).toMatchObject({ state: 'done' });
    expect(await ended('bt-deadly')).toMatchObject({
      state: 'failed',
      problem: expect.stringMatching(/ended 3 times/),
    });
  });
});

describe('a proposal', () => {
  it('is backtested when it is made, and says so on its stream', async () => {
    const learned = async () =>
      (await learning.learned()).filter(({ correlationId }) => correlationId === 'inc-1');
    await expect
      .poll(async () => (await learned()).some((event) => isEvent(event, 'proposal.proposed')), {
        timeout: 30_000,
      })
      .toBe(true);
    const proposals = (await learned()).filter((event) => isEvent(event, 'proposal.proposed'));
    await expect
      .poll(
        async () => {
          const tested = (await learned()).filter((event) => isEvent(event, 'proposal.backtested'));
          return new Set(tested.map(({ subject }) => subject)).size;
        },
        { timeout: 60_000 },
      )
      .toBe(proposals.length);
    const alert = proposals.find(({ data }) => data.kind === 'alert');
    const tested = (await learned()).find(
      (event) => isEvent(event, 'proposal.backtested') && event.subject === alert?.subject,
    );
    expect(tested).toMatchObject({
      causationId: alert?.id,
      data: { report: { source: { incident: 'inc-1' }, recall: { of: 1 } } },
    });
  });

  it('is measured by the class that a person put right', async () => {
    const own = { correlationId: 'inc-2' };
    await learning.append(
      happened('incident.detected', 'inc-2', at(100), { ...of('checkout'), onset: at(95) }, own),
      happened('incident.resolved', 'inc-2', at(110), of('checkout'), own),
    );
    const said = { metric: 'http.errors', failure: 'errors', change: 'none', signature: 'the same' };
    for (const incident of ['inc-1', 'inc-2']) {
      const body = { class: said, reason: 'It is the same.' };
      const corrected = async () => (await ask('POST', `/api/incidents/${incident}/class`, body)).status;
      await expect.poll(corrected, { timeout: 20_000 }).toBe(202);
    }
    // What others tell under the names of our decisions is no fact.
    const corrected = (await learning.learned()).find((event) => isEvent(event, 'case.corrected'));
    const foreign = happened('incident.detected', 'inc-3', at(105), { ...of('checkout'), onset: at(104) });
    await learning.append(
      { ...foreign, source: '/ci/evil' },
      { ...(corrected as NonNullable<typeof corrected>), source: '/ci/evil', subject: 'inc-3' },
    );
    const alert = (await learning.learned()).find(
      (event) => isEvent(event, 'proposal.proposed') && event.data.kind === 'alert',
    );
    const { body } = await ask('POST', '/api/backtests', { proposal: alert?.subject, to: at(120) });
    const { reports } = await ended(body.id);
    const incidents = reports[0]?.report.recall?.incidents.map(({ incident }) => incident);
    expect(incidents).toEqual(['inc-1', 'inc-2']);
  });
});
