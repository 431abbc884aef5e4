import type { Drill } from '@hormesis/api';
import type { DataOf } from '@hormesis/events';
import { isEvent } from '@hormesis/events';
import { declareFreeze, freezeDecider } from '@hormesis/incident';
import {
  acceptProposal,
  applyProposal,
  caseDecider,
  proposalDecider,
  proposeProposal,
  stateCase,
} from '@hormesis/learning';
import { PostgresLog } from '@hormesis/log-postgres';
import { readDrill, readIncidents } from '@hormesis/read-models';
import { Streams } from '@hormesis/streams';
import { type Delivery, type Reply, startReceiver, webhookSecret } from '@hormesis/testing/webhook-receiver';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { happened, startLearning } from './start-learning.js';

const running: Reply = { status: 200, body: { status: 'running', detail: 'it fails' } };
let answer: (delivery: Delivery) => Reply = () => running;
let injector: Awaited<ReturnType<typeof startReceiver>>;
let learning: Awaited<ReturnType<typeof startLearning>>;

const at = (seconds: number) => new Date(Date.parse('2026-11-20T10:00:00Z') + seconds * 1_000).toISOString();

const ofService = (service: string) => ({ service: { id: service }, environment: { id: 'production' } });

/** The case of a past incident of a service, as it was assembled. */
function caseOf(service: string, failure: 'errors' | 'silence' = 'errors'): DataOf<'case.assembled'> {
  return {
    ...ofService(service),
    fingerprint: `fp-${service}`,
    class: { service, metric: 'http.errors', failure, change: 'deployment', signature: null },
    explained: [],
    onset: at(0),
    detectedAt: at(120),
    endedAt: at(200),
    detectedBy: 'alertmanager',
    confirmedBy: 'detector',
    stoppedBy: 'rollback',
    shouldHave: 'preview',
    why: 'It failed for everybody.',
    change: null,
    reached: 'all at once',
    exposedUserSeconds: null,
    exemplars: 1,
    earlier: [],
    evidence: [],
  };
}

/** What is on the log of it. */
function pastIncident(service: string, failure: 'errors' | 'silence' = 'errors') {
  const incident = `inc-${service}`;
  const anomaly: DataOf<'anomaly.detected'> = {
    ...ofService(service),
    metric: 'http.errors',
    onset: at(0),
    method: 'alertmanager',
    severity: 'critical',
    failingRequest: {
      method: 'POST',
      path: '/checkout?basket=1&access_token=hunter2',
      headers: { Authorization: 'Bearer hunter2', Cookie: 'sid=hunter2', accept: 'application/json' },
      body: 'amount=1&card=hunter2',
      status: 500,
    },
  };
  const correlated = { correlationId: incident };
  return [
    happened('anomaly.detected', `anom-${service}`, at(120), anomaly, correlated),
    happened('case.assembled', incident, at(201), caseOf(service, failure), correlated),
  ];
}

async function call(method: 'POST' | 'DELETE', path: string, body?: object, secret = 'ops-secret') {
  const response = await fetch(`${learning.url()}/api/drills${path}`, {
    method,
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return { status: response.status, body: await response.json() };
}

/** Puts an alert of a service’s class in force. */
async function force(id: string, service: string): Promise<void> {
  const log = await PostgresLog.open(learning.database);
  const proposals = new Streams(learning.database, log, proposalDecider, { source: '/hormesis/learning' });
  const data = {
    ...ofService(service),
    incident: `inc-${service}`,
    kind: 'alert' as const,
    proposer: 'threshold' as const,
    class: 'detects-earlier' as const,
    title: 'Notice it sooner',
    rationale: 'r',
    files: [{ path: 'alerts/a.rules.yml', mediaType: 'application/yaml', content: 'groups: []' }],
    evidence: ['e'],
    fingerprint: `fp-${service}`,
    verification: 'v',
    instance: 'i',
    generalised: 'g',
    overlaps: [],
    variantsTried: 1,
  };
  await proposals.decide(id, (proposal) => proposeProposal(proposal, data));
  await proposals.decide(id, (proposal) => acceptProposal(proposal, { untested: true, note: 'n' }));
  await proposals.decide(id, (proposal) =>
    applyProposal(proposal, { seen: 'sentinel', evidence: 'it runs' }),
  );
  await log.close();
}

const eventsOf = async (id: string) => (await learning.ofIncidents()).filter(({ subject }) => subject === id);
const sentFor = (id: string) =>
  injector.deliveries.filter(({ body }) => body.data.drill === id).map(({ body }) => body.type);
const until = (id: string, name: string) =>
  expect
    .poll(async () => (await eventsOf(id)).map((event) => event.name), { timeout: 15_000, interval: 50 })
    .toContain(name);

/** Asks for a drill once the case of the service can be read. */
async function start(service: string, more: object = {}): Promise<string> {
  const known = () => call('POST', '', { fingerprint: `fp-${service}`, seconds: 60, ...more });
  let accepted = await known();
  for (let tries = 0; accepted.status === 404 && tries < 100; tries += 1) accepted = await known();
  expect(accepted).toMatchObject({ status: 202, body: { drill: expect.stringMatching(/^drl-/) } });
  return accepted.body.drill;
}

async function startedAt(service: string, more: object = {}): Promise<string> {
  const id = await start(service, more);
  await until(id, 'drill.started');
  return id;
}

const ending = async (id: string) =>
  (await eventsOf(id)).find((event) => isEvent(event, 'drill.ended'))?.data;

beforeAll(async () => {
  injector = await startReceiver((delivery) => answer(delivery));
  vi.stubEnv('HORMESIS_INJECTOR_URL', injector.url);
  vi.stubEnv('HORMESIS_INJECTOR_SECRET', webhookSecret);
  learning = await startLearning();
  const services = ['checkout', 'search', 'basket', 'ledger', 'images', 'mailer', 'web', 'pricing'];
  await learning.append(
    ...services.flatMap((service) => pastIncident(service)),
    ...pastIncident('queue', 'silence'),
  );
});
afterEach(() => {
  answer = () => running;
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await learning?.stop();
  await injector?.stop();
});

describe('a drill', () => {
  it('is injected as its class failed, and stopped when its time is over', async () => {
    const id = await startedAt('checkout', { seconds: 1, intensity: 0.5, reason: 'the weekly one' });
    await until(id, 'drill.ended');
    expect(sentFor(id)).toEqual(['drill.requested', 'drill.stopping']);
    expect(injector.deliveries.every(({ verified }) => verified)).toBe(true);
    expect(injector.deliveries.find(({ body }) => body.data.drill === id)?.body).toMatchObject({
      type: 'drill.requested',
      data: {
        service: 'checkout',
        environment: 'production',
        failure: 'errors',
        metric: 'http.errors',
        change: 'deployment',
        intensity: 0.5,
        seconds: 1,
        exemplar: {
          method: 'POST',
          path: '/checkout?basket=1&access_token=removed',
          headers: { accept: 'application/json' },
          body: 'amount=1&card=removed',
          status: 500,
        },
      },
    });
    const told = injector.deliveries.filter(({ body }) => body.data.drill === id);
    expect(JSON.stringify([await eventsOf(id), told])).not.toContain('hunter2');
    const [requested, started, ended] = await eventsOf(id);
    expect(requested).toMatchObject({ actor: { credential: 'ops' }, data: { incident: 'inc-checkout' } });
    expect(started).toMatchObject({ causationId: requested?.id, data: { injector: injector.url } });
    expect(ended).toMatchObject({ data: { outcome: 'finished', reason: 'After 1 s, as planned.' } });
    const shown = () => readDrill(learning.database, id);
    await expect.poll(async () => (await shown())?.state, { timeout: 10_000 }).toBe('finished');
    expect(await shown()).toMatchObject({ fingerprint: 'fp-checkout', guards: [] } satisfies Partial<Drill>);
  });

  it('of silence takes all requests away, if nothing else is said', async () => {
    const id = await startedAt('queue');
    const [requested] = await eventsOf(id);
    expect(requested?.data).toMatchObject({ failure: 'silence', intensity: 1 });
    await call('DELETE', `/${id}`);
  });

  it('is stopped at once when the guardian acts there, and not when it acts elsewhere', async () => {
    const id = await startedAt('search');
    const acted = (service: string) =>
      happened('action.requested', `act-${service}`, new Date().toISOString(), {
        service: { id: service },
        environment: { id: 'production' },
        incident: 'inc-now',
        target: { kind: 'kill', flag: 'new-ranking' },
        reason: 'Users see errors',
      });
    await learning.append(acted('payments'), acted('search'));
    await until(id, 'drill.ended');
    expect(await ending(id)).toMatchObject({
      outcome: 'stopped',
      reason: 'The guardian acted: kill (act-search).',
    });
    expect(sentFor(id)).toEqual(['drill.requested', 'drill.stopping']);
  });

  it('is stopped once every alert of its class has fired', async () => {
    await force('pro-one', 'images');
    await force('pro-two', 'images');
    const id = await startedAt('images');
    const fired = (guard: string) =>
      happened('anomaly.detected', `anom-${guard}`, new Date().toISOString(), {
        ...ofService('images'),
        metric: 'http.errors',
        onset: new Date().toISOString(),
        method: 'guard',
        severity: 'critical',
        guard,
      });
    await learning.append(fired('pro-one'), fired('pro-other'));
    await learning.append(fired('pro-two'));
    await until(id, 'drill.ended');
    expect(await ending(id)).toMatchObject({
      outcome: 'stopped',
      reason: 'Every alert of the class has fired (pro-one, pro-two).',
    });
    expect((await eventsOf(id)).at(-1)).toMatchObject({ causationId: expect.any(String) });
  });

  it('is named in the case of the incident that it causes, which is of its class and teaches nothing', async () => {
    const log = await PostgresLog.open(learning.database);
    const cases = new Streams(learning.database, log, caseDecider, { source: '/hormesis/learning' });
    await cases.decide('inc-cart', (record) => stateCase(record, caseOf('cart')));
    await log.close();
    const id = await startedAt('cart');
    const now = new Date().toISOString();
    const anomaly = {
      ...ofService('cart'),
      metric: 'http.errors',
      onset: now,
      method: 'threshold',
      severity: 'critical' as const,
    };
    const correlated = { correlationId: 'inc-drilled' };
    await learning.append(
      happened('anomaly.detected', 'anom-drilled', now, anomaly, correlated),
      happened(
        'incident.detected',
        'inc-drilled',
        now,
        { ...ofService('cart'), anomaly: 'anom-drilled' },
        correlated,
      ),
    );
    await call('DELETE', `/${id}`);
    const resolved = new Date().toISOString();
    await learning.append(
      happened('incident.resolved', 'inc-drilled', resolved, ofService('cart'), correlated),
    );
    const learnt = async () =>
      (await learning.learned()).filter(({ correlationId }) => correlationId === 'inc-drilled');
    await expect.poll(async () => (await learnt()).length, { timeout: 20_000 }).toBeGreaterThan(0);
    expect(await learnt()).toMatchObject([
      {
        name: 'case.assembled',
        data: {
          drill: id,
          class: { service: 'cart', failure: 'errors', change: 'deployment' },
          explained: expect.arrayContaining([`Drill ${id} injected it on purpose.`]),
        },
      },
    ]);
  });

  it('is stopped by a person, once the injector says so', async () => {
    const id = await startedAt('basket');
    answer = () => ({ status: 404 });
    expect(await call('DELETE', `/${id}`)).toMatchObject({
      status: 503,
      body: { title: expect.stringContaining('could not be told to stop: The injector answered HTTP 404') },
    });
    expect(await ending(id)).toBeUndefined();
    answer = () => running;
    expect(await call('DELETE', `/${id}`)).toMatchObject({
      status: 202,
      body: { events: [{ name: 'drill.ended' }] },
    });
    expect(await ending(id)).toMatchObject({ outcome: 'stopped', reason: 'Stopped by ops.' });
    expect(await call('DELETE', `/${id}`)).toMatchObject({ status: 202, body: { events: [] } });
    expect(await call('DELETE', '/drl-unknown')).toMatchObject({ status: 404 });
  });

  it('is stopped by the next process when the one that began it is gone', async () => {
    const id = await startedAt('ledger', { seconds: 2 });
    await learning.restart();
    await until(id, 'drill.ended');
    expect(await ending(id)).toMatchObject({ outcome: 'finished' });
    expect(sentFor(id)).toEqual(['drill.requested', 'drill.stopping']);
  });

  it('that the injector refuses has failed, with what it said', async () => {
    answer = ({ body }) =>
      body.type === 'drill.requested'
        ? { status: 200, body: { status: 'refused', detail: 'images is in trouble already' } }
        : running;
    const id = await start('pricing');
    await until(id, 'drill.ended');
    expect(await ending(id)).toMatchObject({ outcome: 'failed', reason: 'images is in trouble already' });
    expect((await eventsOf(id)).map((event) => event.name)).not.toContain('drill.started');
  });
});

describe('asking for a drill', () => {
  it('is refused while another one runs there', async () => {
    const id = await startedAt('mailer');
    const again = { fingerprint: 'fp-mailer', anyway: true };
    expect(await call('POST', '', again)).toMatchObject({ status: 409, body: { code: 'drill-under-way' } });
    await call('DELETE', `/${id}`);
    const other = await startedAt('mailer', { seconds: 5 });
    await call('DELETE', `/${other}`);
  });

  it('many times at once gives one, and the others are told of it', async () => {
    const body = { fingerprint: 'fp-ledger', seconds: 60 };
    const answers = await Promise.all(Array.from({ length: 20 }, () => call('POST', '', body)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([202, ...Array(19).fill(409)]);
    const id = answers.find(({ status }) => status === 202)?.body.drill;
    expect(await call('DELETE', `/${id}`)).toMatchObject({ status: 202 });
  });

  it('is refused during a freeze and while an incident is open there, unless it is said anyway', async () => {
    await learning.append(
      happened('incident.detected', 'inc-open', new Date().toISOString(), ofService('web')),
    );
    const open = () => readIncidents(learning.database, { service: 'web', phase: 'unresolved' });
    await expect.poll(async () => (await open()).items.length, { timeout: 10_000 }).toBe(1);
    const refused = () => call('POST', '', { incident: 'inc-web' });
    expect(await refused()).toMatchObject({ status: 409, body: { code: 'incident-open' } });
    const id = await startedAt('web', { anyway: true, environment: 'production' });
    await call('DELETE', `/${id}`);

    const log = await PostgresLog.open(learning.database);
    const freezes = new Streams(learning.database, log, freezeDecider, { source: '/hormesis/guardian' });
    const freeze = { service: 'web', environment: '*', reason: 'the sale' };
    await freezes.decide('frz-1', (state) => declareFreeze(state, freeze));
    expect(await refused()).toMatchObject({
      status: 409,
      body: { code: 'frozen', title: expect.stringContaining('the sale') },
    });
    await log.close();
  });

  it.each([
    ['of an unknown class', { fingerprint: 'fp-none' }, 404],
    ['of an unknown incident', { incident: 'inc-none' }, 404],
    ['for too long', { seconds: 4_000 }, 400],
  ])('%s is refused', async (_, body, status) => {
    expect((await call('POST', '', body)).status).toBe(status);
  });

  it('needs the scope drills:write', async () => {
    expect((await call('POST', '', {}, 'reader-secret')).status).toBe(403);
  });
});
