import { isReadable, parsePosition } from '@hormesis/log';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requestsOn } from './how-to-pages.js';
import { caller, onOff, startFlags } from './start-flags.js';

let flags: Awaited<ReturnType<typeof startFlags>>;
let call: ReturnType<typeof caller>;

beforeAll(async () => {
  flags = await startFlags();
  call = caller(flags.url);
});
afterAll(() => flags.stop());

type Accepted = { events: { id: string; name: string; position: string }[] };

const eventAt = async (position: string) => {
  const at = parsePosition(position);
  if (!at) throw new Error(`no position: ${position}`);
  const [record] = (await flags.log.read(at, 1)).records;
  return record && isReadable(record) ? record.event : undefined;
};

describe('the commands of flags', () => {
  it('answer with the event and its place on the log', async () => {
    const { status, body } = await call(
      'PUT',
      '/api/flags/pay-v2',
      { ...onOff, reason: 'launch' },
      {
        'hormesis-actor': 'agent:shipper for ana',
      },
    );
    expect(status).toBe(202);
    const [event] = (body as Accepted).events;
    expect(event).toMatchObject({ name: 'featureflag.defined' });
    expect(await eventAt(event?.position ?? '')).toMatchObject({
      id: event?.id,
      source: '/hormesis/flags',
      subject: 'pay-v2',
      actor: { kind: 'agent', id: 'shipper', onBehalfOf: 'ana', credential: 'ops' },
      data: { definition: onOff.definition, service: { id: 'checkout' }, reason: 'launch', revision: 1 },
    });
  });

  it('are seen by the next evaluation', async () => {
    await call('PUT', '/api/flags/seen', onOff);
    const value = async () => (await call('POST', '/ofrep/v1/evaluate/flags/seen', { context: {} })).body;
    expect(await value()).toMatchObject({ value: true, reason: 'STATIC' });
    await call('POST', '/api/flags/seen/flip', { state: 'DISABLED', reason: 'errors' });
    expect(await value()).toMatchObject({ reason: 'DISABLED' });
    await call('POST', '/api/flags/seen/flip', { state: 'ENABLED' });
    await call('POST', '/api/flags/seen/ramp', { variant: 'off', percentage: 100 });
    expect(
      (await call('POST', '/ofrep/v1/evaluate/flags/seen', { context: { targetingKey: 'a' } })).body,
    ).toMatchObject({ value: false, reason: 'SPLIT', metadata: { version: '4' } });
    await call('DELETE', '/api/flags/seen?reason=launched');
    expect(await value()).toMatchObject({ errorCode: 'FLAG_NOT_FOUND' });
  });

  it('write nothing when it is so already', async () => {
    await call('PUT', '/api/flags/twice', onOff);
    expect((await call('PUT', '/api/flags/twice', onOff)).body).toEqual({ events: [] });
    await call('POST', '/api/flags/twice/flip', { state: 'DISABLED' });
    expect((await call('POST', '/api/flags/twice/flip', { state: 'DISABLED' })).body).toEqual({ events: [] });
  });

  it('refuse with a code and a sentence', async () => {
    expect(await call('POST', '/api/flags/nobody/flip', { state: 'DISABLED' })).toMatchObject({
      status: 409,
      body: { code: 'flag-unknown', title: expect.stringContaining('PUT /api/flags/nobody') },
    });
    const wrong = { definition: { ...onOff.definition, defaultVariant: 'blue' } };
    expect(await call('PUT', '/api/flags/wrong', wrong)).toMatchObject({
      status: 409,
      body: { code: 'flag-invalid', title: expect.stringContaining('Take one of: on, off') },
    });
  });

  it('name what does not fit', async () => {
    expect(await call('POST', '/api/flags/twice/flip', { state: 'OFF' })).toMatchObject({
      status: 400,
      body: { code: 'invalid', errors: [{ field: 'state' }] },
    });
    const misspelt = { definition: { ...onOff.definition, defaultVarient: 'on' } };
    expect(await call('PUT', '/api/flags/misspelt', misspelt)).toMatchObject({
      status: 400,
      body: { errors: [{ reason: expect.stringContaining('defaultVarient') }] },
    });
    expect(await call('PUT', '/api/flags/a%20b', onOff)).toMatchObject({ status: 400 });
    expect(await call('POST', '/api/flags/twice/ramp', { variant: 'on', percentage: 120 })).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'percentage' }] },
    });
  });

  it('need the scope flags:write', async () => {
    expect(await caller(flags.url, 'shop-secret')('PUT', '/api/flags/x', onOff)).toMatchObject({
      status: 403,
    });
    expect(await caller(flags.url, '')('DELETE', '/api/flags/x')).toMatchObject({ status: 401 });
  });

  it('are described for programs, as are the evaluations', async () => {
    const { body } = await call('GET', '/api/openapi.json');
    const { paths, components } = body as { paths: Record<string, object>; components: { schemas: object } };
    expect(Object.keys(paths)).toEqual(
      expect.arrayContaining([
        '/api/flags/{key}',
        '/api/flags/{key}/flip',
        '/api/flags/{key}/ramp',
        '/ofrep/v1/evaluate/flags/{key}',
        '/flagd/flags.json',
      ]),
    );
    expect(components.schemas).toMatchObject({
      DefineFlag: { required: ['definition'] },
      OfrepSuccess: { required: ['key', 'reason', 'metadata'] },
    });
  });
});

describe('what the how-to pages show', () => {
  const projected = ['/v1/events'];
  const pages = ['use-flags.md', 'ramp-a-flag.md', 'gate-user-facing-changes.md'];
  const shown = pages.flatMap((page) => requestsOn(page).map((request) => ({ page, ...request })));

  it('is every request there is on them', () => {
    expect(shown.map(({ page }) => page)).toEqual(expect.arrayContaining(pages));
    expect(shown).toHaveLength(10);
  });

  it('is answered as it says', async () => {
    for (const { method, path, body } of shown.filter((one) => !projected.includes(one.path))) {
      const { status } = await call(method, path, body);
      expect([200, 202], `${method} ${path}`).toContain(status);
      if (path === '/api/flags/checkout-v2/flip') {
        await call('POST', path, { state: 'ENABLED' });
        await call('PUT', '/api/flags/checkout-v2', onOffByDefaultOff);
      }
    }
  });
});

const onOffByDefaultOff = { ...onOff, definition: { ...onOff.definition, defaultVariant: 'off' } };
