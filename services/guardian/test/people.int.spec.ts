import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anomaly, eventually, startGuardian } from './start-guardian.js';

let guardian: Awaited<ReturnType<typeof startGuardian>>;

beforeAll(async () => {
  guardian = await startGuardian();
});
afterAll(() => guardian.stop());

async function openIncident(service: string, flag?: string) {
  if (flag) await guardian.defineFlag(flag, service);
  await guardian.emit(anomaly(`anm-${service}`, service));
  const find = async (name: string) => (await guardian.story(service)).find((event) => event.name === name);
  await eventually(() => find(flag ? 'action.recommended' : 'attribution.ranked')).toBeDefined();
  return {
    id: (await find('incident.detected'))?.subject,
    actionId: (await find('action.recommended'))?.subject,
  };
}

describe('what people do to an incident', () => {
  it('acknowledge, annotate, resolve, reopen: each is an event with its author and its place', async () => {
    const { id } = await openIncident('checkout');
    const steps = [
      ['acknowledge', undefined, 'incident.acknowledged'],
      ['annotate', { note: 'looks like the cache' }, 'incident.annotated'],
      ['resolve', { resolution: 'restarted the cache' }, 'incident.resolved'],
      ['reopen', { reason: 'still there' }, 'incident.reopened'],
    ] as const;
    for (const [command, body, name] of steps) {
      const answer = await guardian.call('POST', `/api/incidents/${id}/${command}`, body);
      expect(answer).toMatchObject({
        status: 202,
        body: { events: [{ name, position: expect.stringMatching(/^hormesis\.incidents\/\d+@\d+$/) }] },
      });
    }
    const acknowledged = (await guardian.story('checkout')).find(
      ({ name }) => name === 'incident.acknowledged',
    );
    expect(acknowledged).toMatchObject({
      correlationId: id,
      actor: { kind: 'system', id: 'ops', credential: 'ops' },
    });
  });

  it('approve what was recommended: then it is done', async () => {
    const { id, actionId } = await openIncident('cart', 'new-cart');
    expect(await guardian.isOn('new-cart')).toBe(true);
    const approve = () => guardian.call('POST', `/api/incidents/${id}/actions/${actionId}/approve`);
    expect(await approve()).toMatchObject({ status: 202, body: { events: [{ name: 'action.requested' }] } });
    await eventually(() => guardian.isOn('new-cart')).toBe(false);
    await eventually(() => guardian.names('cart')).toContain('incident.mitigated');
    expect(await approve()).toMatchObject({ status: 202, body: { events: [] } });
  });

  it('approve to turn a flag off that is off already: nothing is mitigated by that', async () => {
    const { id, actionId } = await openIncident('wishlist', 'hearts');
    await guardian.turnOff('hearts');
    await guardian.call('POST', `/api/incidents/${id}/actions/${actionId}/approve`);
    const completed = async () =>
      (await guardian.story('wishlist')).find(({ name }) => name === 'action.completed')?.data;
    await eventually(completed).toMatchObject({
      detail: 'Flag hearts was off already: this action changed nothing.',
    });
    expect(await guardian.names('wishlist')).not.toContain('incident.mitigated');
  });

  it('are told what is not there, not allowed, or does not fit', async () => {
    const { id } = await openIncident('mail');
    const post = (path: string, body?: unknown, token?: string) =>
      guardian.call('POST', `/api/incidents/${path}`, body, token);
    expect(await post('inc-nobody/acknowledge')).toMatchObject({
      status: 404,
      body: { code: 'unknown-incident' },
    });
    expect(await post(`${id}/actions/act-1/approve`)).toMatchObject({
      status: 404,
      body: { code: 'unknown-action' },
    });
    await post(`${id}/resolve`);
    expect(await post(`${id}/acknowledge`)).toMatchObject({
      status: 409,
      body: { code: 'incident-resolved', title: expect.stringContaining('Reopen it first') },
    });
    expect(await post(`${id}/annotate`, { note: '' })).toMatchObject({
      status: 400,
      body: { code: 'invalid', errors: [{ field: 'note' }] },
    });
    expect(await post(`${id}/reopen`, undefined, 'viewer-secret')).toMatchObject({ status: 403 });
    expect(await post(`${id}/reopen`, undefined, '')).toMatchObject({ status: 401 });
  });

  it('let further anomalies join an incident they have reopened', async () => {
    const { id } = await openIncident('search');
    await guardian.call('POST', `/api/incidents/${id}/resolve`);
    await guardian.call('POST', `/api/incidents/${id}/reopen`);
    await guardian.emit(anomaly('anm-other', 'search'));
    const rankings = async () =>
      (await guardian.story('search'))
        .filter(({ name }) => name === 'attribution.ranked')
        .map(({ subject }) => subject);
    await eventually(rankings).toEqual([id, id]);
  });
});

describe('the policy', () => {
  it('is to recommend until somebody says otherwise, and counts at once', async () => {
    const { call, defineFlag, emit, isOn, names } = guardian;
    expect((await call('GET', '/api/policy')).body).toEqual({
      default: 'recommend',
      otherwise: {
        record: { confirmed: 0, wrong: 0, precision: 0, atLeast: 0, atMost: 1 },
        suggested: null,
      },
      actionsPerHour: 10,
      policies: [],
      freezes: [],
      marks: [],
      breakers: [],
    });
    const act = { service: 'pay', rung: 'rollback', reason: 'trusted' };
    expect(await call('PUT', '/api/policy', act)).toMatchObject({
      status: 202,
      body: { events: [{ name: 'policy.changed' }] },
    });
    expect(await call('PUT', '/api/policy', act)).toMatchObject({ status: 202, body: { events: [] } });
    await defineFlag('fast', 'pay');
    await emit(anomaly('anm-pay', 'pay'));
    await eventually(() => isOn('fast')).toBe(false);
    await eventually(() => names('pay')).toContain('incident.mitigated');
    expect((await call('GET', '/api/policy')).body).toMatchObject({
      policies: [
        {
          service: 'pay',
          environment: '*',
          rung: 'rollback',
          reason: 'trusted',
          changedBy: { kind: 'system', id: 'ops' },
        },
      ],
    });
  });

  it('needs the scope, and a rung that exists', async () => {
    expect(await guardian.call('PUT', '/api/policy', { rung: 'rollback' }, 'viewer-secret')).toMatchObject({
      status: 403,
    });
    expect(await guardian.call('GET', '/api/policy', undefined, 'viewer-secret')).toMatchObject({
      status: 200,
    });
    expect(await guardian.call('PUT', '/api/policy', { rung: 'yolo' })).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'rung' }] },
    });
  });
});
