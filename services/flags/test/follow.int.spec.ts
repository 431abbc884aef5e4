import { stateEvent } from '@hormesis/events';
import { type Flag, flipFlag } from '@hormesis/flags';
import { topics } from '@hormesis/log';
import { FlagdCore } from '@openfeature/flagd-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caller, onOff, startCopy, startFlags } from './start-flags.js';

let flags: Awaited<ReturnType<typeof startFlags>>;

beforeAll(async () => {
  flags = await startFlags(2);
});
afterAll(() => flags.stop());

const define = (key: string) => caller(flags.url)('PUT', `/api/flags/${key}`, onOff);
const evaluate = async (url: string, key: string) =>
  (await caller(url)('POST', `/ofrep/v1/evaluate/flags/${key}`, { context: {} })).body as { reason?: string };
const kill = (flag: Flag) => flipFlag(flag, { state: 'DISABLED', reason: 'errors tripled', action: 'act-1' });

describe('every copy of the service', () => {
  it('sees what another one was told', async () => {
    await define('shared');
    for (const url of flags.urls)
      await expect.poll(() => evaluate(url, 'shared')).toMatchObject({ value: true });
  });

  it('sees the guardian’s kill', async () => {
    await define('guarded');
    for (const url of flags.urls)
      await expect.poll(() => evaluate(url, 'guarded')).toMatchObject({ value: true });
    await flags.guardian.decide('guarded', kill);
    for (const url of flags.urls)
      await expect.poll(() => evaluate(url, 'guarded')).toMatchObject({ reason: 'DISABLED' });
  });

  it('has all flags as they are when it starts', async () => {
    await define('early');
    await flags.guardian.decide('early', kill);
    const copy = await startCopy(flags.databaseUrl);
    expect(await evaluate(copy.url, 'early')).toMatchObject({
      reason: 'DISABLED',
      metadata: { version: '2' },
    });
    await copy.stop();
  });
});

describe('events that were not decided on our streams', () => {
  it.each(['/launchdarkly/project', '/hormesis/guardian'])('change no flag, even from %s', async (source) => {
    await define('ours');
    const flipped = (subject: string) =>
      stateEvent(
        { name: 'featureflag.flipped', subject, data: { state: 'DISABLED', revision: 99 } },
        { source },
      );
    await flags.log.append(topics.changes, [
      { key: 'checkout', event: flipped('ours') },
      { key: 'checkout', event: flipped('theirs') },
    ]);
    await define('after');
    await expect.poll(() => evaluate(flags.urls[1] ?? '', 'after')).toMatchObject({ value: true });
    for (const url of flags.urls) {
      expect(await evaluate(url, 'ours')).toMatchObject({ value: true, metadata: { version: '1' } });
      expect(await evaluate(url, 'theirs')).toMatchObject({ errorCode: 'FLAG_NOT_FOUND' });
    }
  });
});

describe('flagd', () => {
  it('reads all flags from one document, and not again while it is the same', async () => {
    await define('for-flagd');
    const call = caller(flags.url, 'shop-secret');
    const { body, headers } = await call('GET', '/flagd/flags.json');
    const flagd = new FlagdCore();
    flagd.setConfigurations(JSON.stringify(body));
    expect(flagd.resolveBooleanEvaluation('for-flagd', false, {})).toMatchObject({ value: true });
    const known = { 'if-none-match': headers.get('etag') ?? '' };
    expect(await call('GET', '/flagd/flags.json', undefined, known)).toMatchObject({
      status: 304,
      body: undefined,
    });
    await caller(flags.url)('POST', '/api/flags/for-flagd/flip', { state: 'DISABLED' });
    const next = await call('GET', '/flagd/flags.json', undefined, known);
    expect(next).toMatchObject({ status: 200, body: { flags: { 'for-flagd': { state: 'DISABLED' } } } });
  });

  it('is asked for a credential too', async () => {
    expect(await caller(flags.url, '')('GET', '/flagd/flags.json')).toMatchObject({ status: 401 });
  });
});
