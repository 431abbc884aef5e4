import { flag } from '@hormesis/api';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readFlag, readFlags, readModels } from '../src/index.js';
import { at, event, type ReadModelsUnderTest, startReadModels } from './given-events.js';
import { ana } from './stories.js';

const production = { id: 'production' };

let test: ReadModelsUnderTest;
beforeAll(async () => {
  test = await startReadModels(readModels);
});
afterAll(() => test.drop());
beforeEach(() => test.clear());

describe('flag state', () => {
  const definition = {
    state: 'ENABLED',
    variants: { on: true, off: false },
    defaultVariant: 'off',
  } as const;
  const service = { id: 'checkout' };
  const of = { service, environment: production };
  const subject = 'new-cart';
  const story = () => [
    event(
      1,
      { name: 'featureflag.defined', subject, data: { ...of, definition, revision: 1 } },
      { actor: ana },
    ),
    event(2, {
      name: 'featureflag.ramped',
      subject,
      data: { ...of, variant: 'on', percentage: 10, revision: 2 },
    }),
    event(3, {
      name: 'featureflag.ramped',
      subject,
      data: { ...of, variant: 'on', percentage: 50, revision: 3 },
    }),
    event(4, {
      name: 'featureflag.flipped',
      subject,
      data: { ...of, state: 'DISABLED', reason: 'errors', revision: 4 },
    }),
  ];

  it('is what its events leave it, in every order', async () => {
    await test.inEveryOrder(story, () => readFlags(test.database));
    const found = await readFlag(test.database, subject);
    expect(flag.strict().parse(found)).toMatchObject({
      key: subject,
      state: 'DISABLED',
      percentage: 50,
      revision: 4,
      reason: 'errors',
      definition: { state: 'DISABLED', targeting: { fractional: expect.any(Array) } },
      service: 'checkout',
      changedAt: at(4),
    });
  });

  it('is gone once removed, and there again once defined', async () => {
    const removal = event(5, { name: 'featureflag.removed', subject, data: { ...of, revision: 5 } });
    await test.inEveryOrder(
      () => [...story(), removal],
      () => readFlags(test.database),
    );
    expect(await readFlag(test.database, subject)).toBeUndefined();
    await test.given(
      event(6, { name: 'featureflag.defined', subject, data: { ...of, definition, revision: 6 } }),
    );
    expect(await readFlag(test.database, subject)).toMatchObject({
      state: 'ENABLED',
      percentage: null,
      revision: 6,
    });
  });

  it('knows another vendor’s flag without its definition', async () => {
    const data = { state: 'DISABLED' as const };
    await test.given(event(1, { name: 'featureflag.flipped', subject: 'theirs', data }));
    expect(await readFlag(test.database, 'theirs')).toMatchObject({
      state: 'DISABLED',
      definition: null,
      percentage: null,
      revision: 1,
    });
  });
});
