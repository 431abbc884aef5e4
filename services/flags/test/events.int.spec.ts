import { type Flag, flipFlag } from '@hormesis/flags';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStream } from './event-source.js';
import * as ofrep from './ofrep-schema.js';
import { caller, onOff, startFlags } from './start-flags.js';

const ajv = new Ajv2020({ allowUnionTypes: true });
let flags: Awaited<ReturnType<typeof startFlags>>;
let call: ReturnType<typeof caller>;

beforeAll(async () => {
  flags = await startFlags(2);
  call = caller(flags.url);
  await call('PUT', '/api/flags/watched', onOff);
});
afterAll(() => flags.stop());

type Bulk = { flags: object[]; eventStreams: { type: string; endpoint: { requestUri: string } }[] };

const bulk = async (base: string, secret = 'shop-secret', search = '', headers = {}) =>
  caller(base, secret)('POST', `/ofrep/v1/evaluate/flags${search}`, { context: {} }, headers);

/** Where a client finds the stream, by what the bulk evaluation tells it. */
const addressAt = async (base: string, secret?: string) => {
  const { eventStreams } = (await bulk(base, secret)).body as Bulk;
  expect(eventStreams).toMatchObject([{ type: 'sse', inactivityDelaySec: 120 }]);
  return new URL(eventStreams[0]?.endpoint.requestUri ?? '', base).href;
};
const flip = (state: 'ENABLED' | 'DISABLED') =>
  flags.guardian.decide('watched', (flag: Flag) => flipFlag(flag, { state }));

describe('the change stream', () => {
  it('tells every client of every copy, wherever the flag was flipped', async () => {
    const streams = await Promise.all(flags.urls.map(async (url) => openStream(await addressAt(url))));
    for (const stream of streams) {
      expect(stream.status).toBe(200);
      expect(stream.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
      expect(stream.headers.get('cache-control')).toBe('no-store');
      await expect.poll(() => stream.messages()).toHaveLength(1);
    }
    await flip('DISABLED');
    for (const stream of streams) {
      await expect.poll(() => stream.messages()).toHaveLength(2);
      const [, message] = stream.messages();
      expect(ajv.validate(ofrep.eventData, message?.data), ajv.errorsText()).toBe(true);
      expect(message?.data).toMatchObject({ type: 'refetchEvaluation', etag: message?.id });
      await stream.close();
    }
    expect(streams[0]?.messages().at(-1)).toEqual(streams[1]?.messages().at(-1));
  });

  it('asks a client to fetch when it comes, unless it comes back and has missed nothing', async () => {
    const address = await addressAt(flags.url);
    const first = await openStream(address);
    await expect.poll(() => first.messages()).toHaveLength(1);
    const id = first.messages()[0]?.id ?? '';
    await first.close();

    const back = await openStream(address, { 'last-event-id': id });
    await expect.poll(() => back.blocks).toEqual(['retry: 1000']);
    await back.close();

    await call('POST', '/api/flags/watched/flip', { state: 'ENABLED' });
    await call('POST', '/api/flags/watched/flip', { state: 'DISABLED' });
    const late = await openStream(address, { 'last-event-id': id });
    await expect.poll(() => late.messages()).toHaveLength(1);
    expect(late.messages()[0]?.id).not.toBe(id);
    await late.close();
  });

  it('leads to an evaluation that has the change, even at a copy that has yet to hear of it', async () => {
    const stream = await openStream(await addressAt(flags.url));
    await expect.poll(() => stream.messages()).toHaveLength(1);
    await call('PUT', '/api/flags/fresh', onOff);
    await expect.poll(() => stream.messages()).toHaveLength(2);
    const { etag } = (stream.messages()[1]?.data ?? {}) as { etag?: string };
    const other = await bulk(flags.urls[1] ?? '', 'shop-secret', `?flagConfigEtag=${etag}`);
    expect(other.body).toMatchObject({
      flags: expect.arrayContaining([expect.objectContaining({ key: 'fresh' })]),
    });
    await stream.close();
  });

  it('does not wait for ever for a version that nobody has', async () => {
    expect(await bulk(flags.url, 'shop-secret', '?flagConfigEtag=%22unheard-of%22')).toMatchObject({
      status: 200,
    });
  });

  it('needs a token or a ticket, and a ticket opens nothing else', async () => {
    const open = async (path: string, headers = {}) => {
      const stream = await openStream(`${flags.url}${path}`, headers);
      await stream.close();
      return stream.status;
    };
    expect(await open('/ofrep/v1/events')).toBe(401);
    expect(await open('/ofrep/v1/events?ticket=made-up')).toBe(401);
    expect(await open('/ofrep/v1/events', { authorization: 'Bearer ci-secret-1' })).toBe(401);
    expect(await open('/ofrep/v1/events', { 'x-api-key': 'shop-secret' })).toBe(200);
    const address = new URL(await addressAt(flags.url));
    expect(await open(`/api/ramps/watched${address.search}`)).toBe(401);
  });

  it('is at one address for a client, so that it stays connected; and another for another client', async () => {
    const mine = await addressAt(flags.url);
    expect(await addressAt(flags.url)).toBe(mine);
    expect(await addressAt(flags.url, 'ops-secret')).not.toBe(mine);
    expect(mine).not.toContain('shop-secret');
  });
});
