import { type DataOf, stateEvent } from '@hormesis/events';
import { topics } from '@hormesis/log';
import { ProjectionRunner } from '@hormesis/projection';
import { readModels } from '@hormesis/read-models';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caller, onOff, startFlags } from './start-flags.js';

let flags: Awaited<ReturnType<typeof startFlags>>;
let call: ReturnType<typeof caller>;
let projections: ProjectionRunner;

beforeAll(async () => {
  flags = await startFlags();
  call = caller(flags.url);
  const { database: db, log } = flags;
  const flagState = readModels.filter(({ name }) => name === 'flag_state');
  projections = new ProjectionRunner({ db, log, projections: flagState, group: 'flags' });
  await projections.start();
  await call('PUT', '/api/flags/checkout-v2', onOff);
});
afterAll(async () => {
  await projections.stop();
  await flags.stop();
});

const ask = (body: object, secret?: string) =>
  caller(flags.url, secret)('POST', '/api/gate/deployment', { environment: 'production', ...body });
const findings = async () => (await call('GET', '/api/flag-policy/findings')).body as { items: object[] };

type Deployed = Partial<DataOf<'service.deployed'>>;
const deploy = async (subject: string, data: Deployed, name: 'deployed' | 'rolledback' = 'deployed') => {
  const event = stateEvent(
    {
      name: `service.${name}`,
      subject,
      data: { environment: { id: 'production' }, artifactId: 'pkg:oci/x', version: 'v1', ...data },
    },
    { source: '/ci' },
  );
  await flags.log.append(topics.changes, [{ key: subject, event }]);
  return event.id;
};

describe('the gate', () => {
  it('lets through what users cannot notice, and what is behind a flag', async () => {
    await call('PUT', '/api/flag-policy/checkout', { mode: 'refuse', reason: 'we ramp everything' });
    expect(await ask({ service: 'checkout', version: 'v2' })).toMatchObject({
      status: 200,
      body: { allowed: true, policy: 'refuse', warning: null },
    });
    expect(await ask({ service: 'checkout', userFacing: true, flag: 'checkout-v2' })).toMatchObject({
      status: 200,
      body: { allowed: true, warning: null },
    });
  });

  it('refuses what is behind none, with the reason and what to do, and notes it once', async () => {
    const change = { service: 'checkout', version: 'v3', userFacing: true };
    const refused = await ask(change, 'ci-secret-1');
    expect(refused).toMatchObject({
      status: 409,
      body: {
        code: 'no-flag',
        title: expect.stringMatching(/checkout v3 changes.*Put it behind one/),
        hint: expect.stringContaining('PUT /api/flag-policy/checkout'),
      },
    });
    await ask(change, 'ci-secret-1');
    expect(await ask({ ...change, flag: 'nobody' })).toMatchObject({
      status: 409,
      body: { code: 'unknown-flag', title: expect.stringContaining('PUT /api/flags/nobody') },
    });
    const events = await flags.database.query<{ event: { data: { subject: { content: object } } } }>(
      `select event from streams.event where stream = 'flagpolicy-checkout' and event->>'type' like '%refused%'`,
    );
    expect(events).toHaveLength(2);
  });

  it('counts a flag of another system that we have heard of', async () => {
    const theirs = stateEvent(
      { name: 'featureflag.flipped', subject: 'their-flag', data: { state: 'ENABLED' } },
      { source: 'https://vendor.example.org/shop' },
    );
    await flags.log.append(topics.changes, [{ key: 'checkout', event: theirs }]);
    const change = { service: 'checkout', userFacing: true, flag: 'their-flag' };
    await expect.poll(() => ask(change)).toMatchObject({ status: 200 });
  });

  it('warns where the policy is to report, says nothing where it is off, and holds for all by *', async () => {
    const change = { service: 'search', userFacing: true };
    expect(await ask(change)).toMatchObject({
      status: 200,
      body: { policy: 'report', warning: expect.stringMatching(/behind no flag/) },
    });
    await call('PUT', '/api/flag-policy/*', { mode: 'refuse' });
    expect(await ask(change)).toMatchObject({ status: 409 });
    await call('PUT', '/api/flag-policy/search', { mode: 'off' });
    expect(await ask(change)).toMatchObject({ status: 200, body: { policy: 'off', warning: null } });
    await call('PUT', '/api/flag-policy/*', { mode: 'report' });
    expect((await call('GET', '/api/flag-policy')).body).toEqual({
      otherwise: 'report',
      items: [
        { service: 'checkout', mode: 'refuse' },
        { service: 'search', mode: 'off' },
      ],
    });
  });

  it('needs the scope of who reports deployments; to set the policy needs another', async () => {
    expect(await ask({ service: 'x' }, 'shop-secret')).toMatchObject({ status: 403 });
    const set = caller(flags.url, 'ci-secret-1')('PUT', '/api/flag-policy/x', { mode: 'off' });
    expect(await set).toMatchObject({ status: 403 });
    expect(await ask({ service: 'x', userfacing: true })).toMatchObject({ status: 400 });
  });
});

describe('a deployment that users can notice', () => {
  it('is found when it is behind no flag, until it is behind one', async () => {
    const deployment = await deploy('basket', { version: 'v7', userFacing: true });
    await expect.poll(findings).toMatchObject({
      items: [{ service: 'basket', environment: 'production', version: 'v7', fault: 'no-flag', deployment }],
    });
    await deploy('basket', { version: 'v7', userFacing: true, exposure: 50 });
    await deploy('basket', { version: 'v8' });
    await deploy('basket', { version: 'v9', userFacing: true, flag: 'checkout-v2' });
    await expect.poll(findings).toEqual({ items: [] });
    const events = await flags.database.query(
      `select 1 from streams.event where stream = 'flagpolicy-basket' and event->>'type' like '%violated%'`,
    );
    expect(events).toHaveLength(1);
  });

  it('is no longer found when it was rolled back, and never where the policy is off', async () => {
    await deploy('search', { userFacing: true });
    await deploy('pay', { version: 'v2', userFacing: true, flag: 'nobody' });
    await expect.poll(findings).toMatchObject({ items: [{ service: 'pay', fault: 'unknown-flag' }] });
    await deploy('pay', { version: 'v1' }, 'rolledback');
    await expect.poll(findings).toEqual({ items: [] });
  });
});
