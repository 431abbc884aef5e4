import { OFREPProvider } from '@openfeature/ofrep-provider';
import { OFREPWebProvider } from '@openfeature/ofrep-web-provider';
import { OpenFeature, StandardResolutionReasons } from '@openfeature/server-sdk';
import { type Provider, OpenFeature as WebOpenFeature } from '@openfeature/web-sdk';
import { EventSource } from 'undici';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { caller, onOff, startFlags } from './start-flags.js';

const key = 'checkout-v2';
let flags: Awaited<ReturnType<typeof startFlags>>;
let call: ReturnType<typeof caller>;

beforeAll(async () => {
  flags = await startFlags();
  call = caller(flags.url);
  await call('PUT', `/api/flags/${key}`, onOff);
});
beforeEach(() => call('POST', `/api/flags/${key}/flip`, { state: 'ENABLED' }));
afterAll(async () => {
  await OpenFeature.close();
  await WebOpenFeature.close();
  await flags.stop();
});

const kill = () => call('POST', `/api/flags/${key}/flip`, { state: 'DISABLED', reason: 'errors tripled' });
const headers: [string, string][] = [['authorization', 'Bearer shop-secret']];

describe('a server with the OpenFeature SDK', () => {
  it('gets the default in its code at the first evaluation after the kill, and the value again after it', async () => {
    await OpenFeature.setProviderAndWait(new OFREPProvider({ baseUrl: flags.url, headers }));
    const client = OpenFeature.getClient();
    const ana = { targetingKey: 'ana' };
    expect(await client.getBooleanDetails(key, false, ana)).toMatchObject({
      value: true,
      variant: 'on',
      reason: StandardResolutionReasons.STATIC,
      flagMetadata: { flagSetId: 'hormesis' },
    });
    await kill();
    expect(await client.getBooleanValue(key, false, ana)).toBe(false);
    expect(await client.getBooleanValue(key, true, ana)).toBe(true);
    await call('POST', `/api/flags/${key}/flip`, { state: 'ENABLED' });
    expect(await client.getBooleanValue(key, false, ana)).toBe(true);
  });

  it('is told the error when it asks for what is not there', async () => {
    await OpenFeature.setProviderAndWait(new OFREPProvider({ baseUrl: flags.url, headers }));
    const details = await OpenFeature.getClient().getStringDetails('nobody', 'mine');
    expect(details).toMatchObject({ value: 'mine', errorCode: 'FLAG_NOT_FOUND' });
  });
});

describe('a browser with the OpenFeature SDK', () => {
  it('is told DISABLED with the default in its code, and asks again by ETag', async () => {
    const statuses: number[] = [];
    const fetchImplementation: typeof fetch = async (...args) => {
      const response = await fetch(...args);
      statuses.push(response.status);
      return response;
    };
    const provider = new OFREPWebProvider({
      baseUrl: flags.url,
      headers,
      changeDetection: 'polling',
      pollInterval: 20,
      fetchImplementation,
    });
    await WebOpenFeature.setContext({ targetingKey: 'ana' });
    await WebOpenFeature.setProviderAndWait(provider as Provider);
    const client = WebOpenFeature.getClient();
    expect(client.getBooleanDetails(key, false)).toMatchObject({ value: true, reason: 'STATIC' });
    await expect.poll(() => statuses).toContain(304);
    await kill();
    await expect
      .poll(() => client.getBooleanDetails(key, false))
      .toMatchObject({ value: false, reason: 'DISABLED' });
    expect(client.getBooleanDetails(key, true)).toMatchObject({ value: true });
  });

  it('hears of the kill by the change stream, and never polls', async () => {
    vi.stubGlobal('EventSource', EventSource);
    const asked: string[] = [];
    const fetchImplementation: typeof fetch = (input, init) => {
      asked.push(String(input instanceof Request ? input.url : input));
      return fetch(input, init);
    };
    const provider = new OFREPWebProvider({
      baseUrl: flags.url,
      headers,
      pollInterval: 0,
      fetchImplementation,
    });
    await WebOpenFeature.setContext({ targetingKey: 'ben' });
    await WebOpenFeature.setProviderAndWait(provider as Provider);
    const client = WebOpenFeature.getClient();
    expect(client.getBooleanValue(key, false)).toBe(true);
    await expect.poll(() => asked.length).toBe(2);
    await kill();
    await expect
      .poll(() => client.getBooleanDetails(key, false))
      .toMatchObject({ value: false, reason: 'DISABLED' });
    expect(asked.at(-1)).toMatch(/flagConfigEtag=\w+/);
    await WebOpenFeature.close();
    vi.unstubAllGlobals();
  });
});
