import { Unleash, VendorFlagExecutor } from '@hormesis/executors';
import { describe, expect, it } from 'vitest';
import { itKeepsTheContract, type Subject } from './executor-contract.js';
import { startFakeUnleash, unleashToken } from './fakes/fake-unleash.js';
import { kill, limits, rollback } from './requests.js';

async function start(flags = { newCart: true }, names: Record<string, string> = { 'new-cart': 'newCart' }) {
  const unleash = await startFakeUnleash(flags);
  const again = () =>
    new VendorFlagExecutor(
      new Unleash({ url: unleash.url, token: unleashToken, tokenName: 'UNLEASH_TOKEN', project: 'default' }),
      {
        name: 'unleash',
        limits,
        flags: names,
        environments: { production: 'production' },
        sameKeys: false,
      },
    );
  return { unleash, again, executor: again() };
}

describe('Unleash', () => {
  itKeepsTheContract(async (): Promise<Subject> => {
    const { unleash, again, executor } = await start();
    return {
      executor,
      again,
      request: kill('new-cart'),
      foreign: kill('old-cart'),
      remedy: /Unleash \(unleash\) has no flag for old-cart: add it to "flags" in HORMESIS_EXECUTORS_FILE/,
      effects: unleash.writes,
      isDone: () => unleash.isOn('newCart') === false,
      server: unleash,
      secret: unleashToken,
      advice: /Check the token in UNLEASH_TOKEN/,
      stop: unleash.stop,
    };
  });

  it('says when a flag was off already', async () => {
    const { unleash, executor } = await start({ newCart: false });
    expect(await executor.execute(kill('new-cart'))).toEqual({
      kind: 'completed',
      changed: false,
      detail: 'Unleash flag newCart in production was off already: this action changed nothing.',
    });
    expect(unleash.writes()).toBe(0);
    await unleash.stop();
  });

  it('says what to check when Unleash does not know the flag', async () => {
    const { unleash, executor } = await start({ newCart: true }, { ghost: 'ghost' });
    expect(await executor.execute(kill('ghost'))).toEqual({
      kind: 'failed',
      reason:
        'Unleash answered HTTP 404 (There\'s no feature named "ghost" in project "default".) to GET /api/admin/projects/default/features/ghost/environments/production. Check "project", "flags" and "environments" in HORMESIS_EXECUTORS_FILE.',
    });
    await unleash.stop();
  });

  it('leaves rollbacks to others', async () => {
    const { unleash, executor } = await start();
    expect(await executor.takes(rollback('checkout'))).toEqual({ mine: false });
    await unleash.stop();
  });
});
