import { type Event, type EventOf, isEvent } from '@hormesis/events';
import { drillDecider, requestDrill, startDrill } from '@hormesis/learning';
import { ProjectionRunner } from '@hormesis/projection';
import { migrateReadModels, signalReadModels } from '@hormesis/read-models';
import { Streams } from '@hormesis/streams';
import { type Reply, startReceiver, webhookSecret } from '@hormesis/testing/webhook-receiver';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anomaly, cleared, eventually, quiet, startGuardian, upgraded } from './start-guardian.js';

let guardian: Awaited<ReturnType<typeof startGuardian>>;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
let signals: ProjectionRunner;
let beforeReply: () => Promise<Reply> = async () => ({ status: 200 });

beforeAll(async () => {
  receiver = await startReceiver(() => beforeReply());
  guardian = await startGuardian({
    HORMESIS_DEFAULT_POLICY: 'rollback',
    HORMESIS_RECOVERY_SECONDS: '6',
    HORMESIS_ROLLBACK_WEBHOOK_URL: receiver.url,
    HORMESIS_ROLLBACK_WEBHOOK_SECRET: webhookSecret,
    HORMESIS_ESCALATION_WEBHOOK_URL: receiver.url,
    HORMESIS_ESCALATION_WEBHOOK_SECRET: webhookSecret,
  });
  await guardian.call('PUT', '/api/policy', { rung: 'rollback', cap: 1_000 });
  await migrateReadModels(guardian.database);
  const { database: db, log } = guardian;
  signals = new ProjectionRunner({ db, log, projections: signalReadModels, group: 'signals' });
  await signals.start();
});
afterAll(async () => {
  await signals.stop();
  await guardian.stop();
  await receiver.stop();
});

const find = async <Name extends Event['name']>(service: string, name: Name) =>
  (await guardian.story(service)).findLast((event) => event.name === name);
const count = async (service: string, name: string) =>
  (await guardian.names(service)).filter((each) => each === name).length;
const actionId = async (service: string) =>
  (await find(service, 'action.requested'))?.subject ?? (await find(service, 'action.recommended'))?.subject;
const order = async (service: string, what: string, body?: object) =>
  guardian.call('POST', `/api/actions/${await actionId(service)}/${what}`, body);
const withheld = async (service: string) => {
  const event = await find(service, 'action.recommended');
  return event && isEvent(event, 'action.recommended') ? event.data : undefined;
};

describe('what keeps the guardian from acting', () => {
  it('a freeze: it recommends, until the freeze is lifted', async () => {
    const { call, defineFlag, emit, isOn } = guardian;
    await call('POST', '/api/policy/freezes', { service: 'books', reason: 'The sale is on' });
    await defineFlag('reader', 'books');
    await emit(anomaly('anm-books', 'books'));
    await eventually(() => withheld('books')).toMatchObject({
      withheld: ['frozen'],
      reason: expect.stringContaining('during a freeze: The sale is on.'),
    });
    const { body } = await call('GET', '/api/policy');
    const [freeze] = body.freezes as { id: string }[];
    expect(freeze).toMatchObject({ service: 'books', holds: true, declaredBy: { id: 'ops' } });
    expect(await isOn('reader')).toBe(true);
    expect(await call('DELETE', `/api/policy/freezes/${freeze?.id}`)).toMatchObject({ status: 202 });
    await emit(anomaly('anm-books-2', 'books'));
    await eventually(() => isOn('reader')).toBe(false);
  });

  it('a mark on the change, by a person', async () => {
    const { call, emit } = guardian;
    const change = await emit(upgraded('ledger', 'v2', 'v1'));
    const mark = `/api/changes/${change.id}/mark`;
    expect(await call('PUT', mark, { reason: 'It migrated the accounts' })).toMatchObject({ status: 202 });
    await emit(anomaly('anm-ledger', 'ledger'));
    await eventually(() => withheld('ledger')).toMatchObject({ withheld: ['marked'] });
    expect((await call('GET', '/api/policy')).body.marks).toMatchObject([{ changeId: change.id }]);
    expect(await call('DELETE', mark)).toMatchObject({
      status: 202,
      body: { events: [{ name: 'mark.lifted' }] },
    });
    expect(await call('DELETE', '/api/changes/nothing/mark')).toMatchObject({ status: 404 });
  });

  it('not knowing what ran before', async () => {
    await guardian.emit(upgraded('fresh', 'v2'));
    await guardian.emit(anomaly('anm-fresh', 'fresh'));
    await eventually(() => withheld('fresh')).toMatchObject({ withheld: ['blast-radius'] });
  });

  it('a dry run: it says what it would have done', async () => {
    const { call, defineFlag, emit, isOn } = guardian;
    await call('PUT', '/api/policy', { service: 'drills', rung: 'kill', dryRun: true });
    await defineFlag('drill', 'drills');
    await emit(anomaly('anm-drills', 'drills'));
    await eventually(() => withheld('drills')).toMatchObject({ dryRun: true, withheld: ['dry-run'] });
    await eventually(async () => (await call('GET', '/api/actions?dryRun=true')).body).toMatchObject({
      items: [{ id: await actionId('drills'), dryRun: true, state: 'recommended' }],
    });
    expect(await isOn('drill')).toBe(true);
  });

  it('its cap, though anomalies come at once: the breaker trips, and a person resets it', async () => {
    const { call, emit } = guardian;
    const services = [1, 2, 3, 4, 5, 6].map((n) => `bulk-${n}`);
    await call('PUT', '/api/policy', { environment: 'bulk', rung: 'rollback', cap: 2 });
    for (const service of services) await emit(upgraded(service, 'v2', 'v1', 'bulk'));
    await Promise.all(
      services.map((service) => emit(anomaly(`anm-${service}`, service, new Date(), 'bulk'))),
    );
    const all = async () => (await Promise.all(services.map((service) => guardian.story(service)))).flat();
    const decided = async () =>
      (await all()).map(({ name }) => name).filter((name) => /action\.(requested|recommended)/.test(name));
    await eventually(async () => (await decided()).length).toBe(6);
    expect((await decided()).filter((name) => name === 'action.requested')).toHaveLength(2);
    const { body } = await call('GET', '/api/policy');
    expect(body.breakers).toMatchObject([{ rule: { service: '*', environment: 'bulk', changeKind: '*' } }]);
    const reset = { environment: 'bulk', reason: 'They were right' };
    expect(await call('POST', '/api/policy/breakers/reset', reset)).toMatchObject({ status: 202 });
    expect((await call('GET', '/api/policy')).body.breakers).toEqual([]);
  });
});

describe('a guard', () => {
  const fired = (subject: string, service: string, change?: { id: string; source: string }) => {
    const { data, ...rest } = anomaly(subject, service);
    const named = { method: 'guard', guard: 'pro-1', ...(change ? { change } : {}) };
    return { ...rest, data: { ...data, ...named } };
  };
  const blamed = { id: 'sentinel', source: '/emitter' };

  it('that names no change rolls none back, though one went before', async () => {
    await guardian.emit(upgraded('retries', 'v76', 'v75'));
    await guardian.emit(fired('guard-retries', 'retries'));
    await eventually(() => withheld('retries')).toMatchObject({
      withheld: ['guard'],
      reason: expect.stringContaining('Only the guard pro-1 fired'),
    });
    expect(await guardian.names('retries')).not.toContain('action.requested');
  });

  it('that names another change does not either', async () => {
    await guardian.emit(upgraded('swap', 'v2', 'v1'));
    await guardian.emit(fired('guard-swap', 'swap', blamed));
    await eventually(() => withheld('swap')).toMatchObject({ withheld: ['guard'] });
  });

  it('leads to a rollback of the change that it names, or that something else in the incident names', async () => {
    const { emit, names } = guardian;
    const own = await emit(upgraded('own', 'v2', 'v1'));
    await emit(fired('guard-own', 'own', { id: own.id, source: own.source }));
    await eventually(() => names('own')).toContain('action.requested');
    const other = await emit(upgraded('other', 'v2', 'v1'));
    const { data, ...rest } = anomaly('anm-other', 'other');
    await guardian.call('PUT', '/api/policy', { service: 'other', rung: 'recommend' });
    await emit({ ...rest, data: { ...data, change: { id: other.id, source: other.source } } });
    await eventually(() => withheld('other')).toMatchObject({ withheld: ['rung'] });
    await guardian.call('PUT', '/api/policy', { service: 'other', rung: 'rollback' });
    await emit(fired('guard-other', 'other'));
    await eventually(() => names('other')).toContain('action.requested');
  });
});

describe('a drill', () => {
  it('leads to no action there: what would be done is said, and no verdict on it counts', async () => {
    const { call, emit, names, database, log } = guardian;
    const place = { service: { id: 'fire' }, environment: { id: 'production' } };
    const drills = new Streams(database, log, drillDecider, { source: '/hormesis/learning' });
    await drills.decide('drl-1', (drill) =>
      requestDrill(drill, {
        ...place,
        ...{ fingerprint: 'fp', incident: 'inc-1', failure: 'errors', metric: 'http.errors' },
        ...{ change: 'deployment', seconds: 120, intensity: 0.3 },
      }),
    );
    const at = new Date().toISOString();
    await drills.decide('drl-1', (drill) => startDrill(drill, { injector: 'http://i', at }));
    await call('PUT', '/api/policy', { service: 'fire', rung: 'rollback', earn: 'automatic' });
    await emit(upgraded('fire', 'v2', 'v1'));
    await emit(anomaly('anm-fire', 'fire'));
    await eventually(() => withheld('fire')).toMatchObject({
      ...{ dryRun: true, withheld: ['drill'] },
      reason: expect.stringContaining('A drill is under way: drl-1.'),
    });
    expect((await find('fire', 'incident.detected'))?.data).toMatchObject({
      description: expect.stringContaining('Drill drl-1: '),
    });
    expect(await names('fire')).not.toContain('action.requested');
    await eventually(async () => (await order('fire', 'confirm', { reason: 'It was it' })).status).toBe(202);
    await eventually(() => names('fire')).toContain('action.judged');
    await eventually(async () => {
      const { body } = await call('GET', '/api/actions');
      const items = body.items as { service: string; verdict: string | null }[];
      return items.find(({ service }) => service === 'fire')?.verdict;
    }).toBe('confirmed');
    const { body } = await call('GET', '/api/policy');
    const rules = body.policies as { service: string; record: object }[];
    expect(rules.find(({ service }) => service === 'fire')?.record).toMatchObject({ confirmed: 0, wrong: 0 });
  });
});

describe('a person', () => {
  it('undoes an action: the flag is on again, the action was wrong, and it is not done again', async () => {
    const { defineFlag, emit, isOn, names } = guardian;
    await defineFlag('gift', 'gifts');
    await emit(anomaly('anm-gifts', 'gifts'));
    await eventually(() => names('gifts')).toContain('incident.mitigated');
    await eventually(
      async () => (await order('gifts', 'undo', { reason: 'It was the provider' })).status,
    ).toBe(202);
    await eventually(() => names('gifts')).toContain('incident.reopened');
    expect(await isOn('gift')).toBe(true);
    expect((await find('gifts', 'action.judged'))?.data).toMatchObject({ verdict: 'wrong', by: 'person' });
    expect((await find('gifts', 'action.undoing'))?.actor).toMatchObject({ id: 'ops' });
    await emit(anomaly('anm-gifts-2', 'gifts'));
    await eventually(() => count('gifts', 'attribution.ranked')).toBe(2);
    await quiet();
    expect(await count('gifts', 'action.requested')).toBe(1);
    expect(await isOn('gift')).toBe(true);
  });

  it('stops an action while it runs: what is done all the same is undone', async () => {
    const { emit, names } = guardian;
    let goOn = () => {};
    beforeReply = () => new Promise((resolve) => (goOn = () => resolve({ status: 200 })));
    await emit(upgraded('slow', 'v2', 'v1'));
    await emit(anomaly('anm-slow', 'slow'));
    await eventually(() => receiver.deliveries.some(({ body }) => body.data.service === 'slow')).toBe(true);
    await eventually(async () => (await order('slow', 'stop')).body.events).toMatchObject([
      { name: 'action.stopped' },
    ]);
    beforeReply = async () => ({ status: 200 });
    goOn();
    await eventually(() => names('slow')).toContain('action.undone');
    const sent = receiver.deliveries.filter(({ body }) => body.data.service === 'slow');
    expect(sent.map(({ body }) => body.type)).toEqual(['action.requested', 'action.undoing']);
    expect(await names('slow')).not.toContain('incident.mitigated');
  });

  it('is told what cannot be done', async () => {
    const { call } = guardian;
    expect(await call('POST', '/api/actions/act-none/stop')).toMatchObject({
      status: 404,
      body: { code: 'unknown-action' },
    });
    expect(await order('fresh', 'undo')).toMatchObject({ status: 409, body: { code: 'action-not-done' } });
    expect(await order('fresh', 'stop')).toMatchObject({ status: 409, body: { code: 'action-not-begun' } });
    expect(await order('fresh', 'confirm', { why: 'x' })).toMatchObject({ status: 400 });
    const viewer = await call('POST', '/api/actions/act-none/stop', undefined, 'viewer-secret');
    expect(viewer).toMatchObject({ status: 403 });
    const freeze = { reason: 'x', weekly: { from: 'fri 16:00', to: 'mon 08:00', timeZone: 'Mars/Base' } };
    expect(await call('POST', '/api/policy/freezes', freeze)).toMatchObject({ status: 400 });
  });
});

describe('after an action', () => {
  const window = (secondsAgo: number, bad: number) => ({
    name: 'signal.measured' as const,
    subject: 'signal',
    data: {
      service: { id: 'radio' },
      environment: { id: 'production' },
      metric: 'http.errors',
      cohort: 'all',
      start: new Date(Date.now() - secondsAgo * 1_000).toISOString(),
      durationMs: 1_000,
      total: 200,
      bad,
    },
  });

  it('the reverse test says that it is well again, with its counts', async () => {
    const { emit, names } = guardian;
    await emit(upgraded('radio', 'v2', 'v1'), new Date(Date.now() - 31_000).toISOString());
    for (let ago = 60; ago > 30; ago -= 1) await emit(window(ago, 1));
    for (let ago = 30; ago > 1; ago -= 1) await emit(window(ago, 40));
    await emit(anomaly('anm-radio', 'radio', new Date(Date.now() - 29_500)));
    await eventually(() => names('radio')).toContain('incident.mitigated');
    for (let ahead = 3; ahead < 10; ahead += 1) await emit(window(-ahead, 1));
    await eventually(() => names('radio')).toContain('incident.recovered');
    expect((await find('radio', 'incident.recovered'))?.data).toMatchObject({
      method: 'reverse-test/1',
      evidence: [expect.stringMatching(/^7 of 1,400 were bad after the action, /)],
    });
    expect((await find('radio', 'action.judged'))?.data).toMatchObject({
      verdict: 'confirmed',
      by: 'recovery',
    });
  });

  it('without recovery in time people are called, and the next suspect is left to them', async () => {
    const { defineFlag, emit, names } = guardian;
    await emit(upgraded('kiosk', 'v2', 'v1'), new Date(Date.now() - 1_800_000).toISOString());
    await defineFlag('touch', 'kiosk');
    await emit(anomaly('anm-kiosk', 'kiosk'));
    await eventually(() => names('kiosk')).toContain('incident.escalated');
    expect((await find('kiosk', 'incident.escalated'))?.data).toMatchObject({
      action: await actionId('kiosk'),
      reason: 'Nothing shows that it is well again 6 s after the action.',
      next: expect.stringMatching(/^act-/),
    });
    expect(await withheld('kiosk')).toMatchObject({
      target: { kind: 'rollback' },
      withheld: ['did-not-help'],
    });
    expect(await names('kiosk')).not.toContain('action.judged');
    const told = () =>
      receiver.deliveries.find(
        ({ body }) => body.type === 'incident.escalated' && body.data.service === 'kiosk',
      );
    await eventually(told).toMatchObject({ verified: true, body: { data: { service: 'kiosk' } } });
  });

  it('what a person ordered is locked like what the guardian did', async () => {
    const { call, defineFlag, emit, database } = guardian;
    await call('PUT', '/api/policy', { service: 'counter', rung: 'recommend' });
    await defineFlag('coupons', 'counter');
    await emit(anomaly('anm-counter', 'counter'));
    await eventually(async () => (await order('counter', 'approve')).status).toBe(202);
    await eventually(async () =>
      database.query(`select incident from guardian.permit where object = 'flag/coupons' and not released`),
    ).toHaveLength(1);
  });

  it('others may act on the same again once the incident is over', async () => {
    const { defineFlag, emit, names, database } = guardian;
    await defineFlag('parcel', 'post');
    await emit(anomaly('anm-post', 'post'));
    await eventually(() => names('post')).toContain('incident.mitigated');
    const held = async () =>
      (await database.query(`select 1 from guardian.permit where object = 'flag/parcel' and not released`))
        .length;
    expect(await held()).toBe(1);
    await emit(cleared('anm-post', 'post'));
    await eventually(held).toBe(0);
  });
});

describe('a rung', () => {
  const policyOf = async (service: string) => {
    const { body } = await guardian.call('GET', '/api/policy');
    return (body.policies as { service: string }[]).find((policy) => policy.service === service);
  };
  const recommendedFor = async (service: string, n: number) => {
    await guardian.emit(upgraded(service, `v${n + 1}`, `v${n}`, `env-${n}`));
    await guardian.emit(anomaly(`anm-${service}-${n}`, service, new Date(), `env-${n}`));
    await eventually(() => count(service, 'action.recommended')).toBe(n);
    return (await find(service, 'action.recommended')) as EventOf<'action.recommended'>;
  };

  it('is earned by verdicts, suggested with the figures, and lost by wrong ones', async () => {
    const { call, names } = guardian;
    await call('PUT', '/api/policy', {
      service: 'pupil',
      rung: 'recommend',
      precision: 0.5,
      earn: 'automatic',
    });
    for (let n = 1; n <= 5; n += 1) {
      const { subject } = await recommendedFor('pupil', n);
      await eventually(async () => (await call('POST', `/api/actions/${subject}/confirm`)).status).toBe(202);
    }
    await eventually(() => policyOf('pupil')).toMatchObject({
      rung: 'pause',
      reason: expect.stringContaining('5 right and 0 wrong since it is on “recommend”'),
      changedBy: { kind: 'system', id: 'guardian' },
      record: { confirmed: 0, wrong: 0 },
    });
    for (let n = 6; n <= 10; n += 1) {
      const { subject } = await recommendedFor('pupil', n);
      await eventually(async () => (await call('POST', `/api/actions/${subject}/reject`)).status).toBe(202);
    }
    await eventually(() => policyOf('pupil')).toMatchObject({ rung: 'recommend' });
    expect((await names('pupil')).filter((name) => name === 'action.requested')).toEqual([]);
  });
});
