import { LaunchDarkly, VendorFlagExecutor } from '@hormesis/executors';
import { describe, expect, it } from 'vitest';
import { itKeepsTheContract, type Subject } from './executor-contract.js';
import { launchDarklyToken, startFakeLaunchDarkly } from './fakes/fake-launchdarkly.js';
import { kill, limits } from './requests.js';

async function start() {
  const fake = await startFakeLaunchDarkly({ 'new-cart': true });
  const again = () =>
    new VendorFlagExecutor(
      new LaunchDarkly({ url: fake.url, token: launchDarklyToken, tokenName: 'LD_TOKEN', project: 'web' }),
      { name: 'launchdarkly', limits, flags: {}, environments: { production: 'production' }, sameKeys: true },
    );
  return { fake, again, executor: again() };
}

describe('LaunchDarkly', () => {
  itKeepsTheContract(async (): Promise<Subject> => {
    const { fake, again, executor } = await start();
    const staging = kill('new-cart');
    staging.data.environment = { id: 'staging' };
    return {
      executor,
      again,
      request: kill('new-cart'),
      foreign: staging,
      remedy: /has no environment for staging: add it to "environments"/,
      effects: fake.writes,
      isDone: () => fake.isOn('new-cart') === false,
      server: fake,
      secret: launchDarklyToken,
      advice: /not an SDK key/,
      stop: fake.stop,
    };
  });

  it('sends a semantic patch that says who did it and why', async () => {
    const { fake, executor } = await start();
    await executor.execute(kill('new-cart'));
    const patch = fake.requests.find(({ method }) => method === 'PATCH');
    expect(patch?.headers['content-type']).toBe('application/json; domain-model=launchdarkly.semanticpatch');
    expect(patch?.body).toEqual({
      environmentKey: 'production',
      comment: 'Hormesis act-1 (incident inc-1): v413 began 41 s before the onset.',
      instructions: [{ kind: 'turnFlagOff' }],
    });
    expect(patch?.query.get('ignoreConflicts')).toBe('true');
    await fake.stop();
  });

  it('looks again when somebody else wrote the flag at the same time', async () => {
    const { fake, executor } = await start();
    const conflict = { status: 409, body: { code: 'optimistic_locking_error', message: 'Conflict' } };
    fake.fail([conflict], ({ method }) => method === 'PATCH');
    expect(await executor.execute(kill('new-cart'))).toMatchObject({ kind: 'completed' });
    expect(fake.writes()).toBe(1);
    await fake.stop();
  });

  it('waits until the time that X-Ratelimit-Reset names', async () => {
    const { fake, executor } = await start();
    const began = Date.now();
    fake.fail([{ status: 429, headers: { 'x-ratelimit-reset': String(began + 400) } }]);
    expect(await executor.execute(kill('new-cart'))).toMatchObject({ kind: 'completed' });
    expect(Date.now() - began).toBeGreaterThanOrEqual(399);
    await fake.stop();
  });
});
