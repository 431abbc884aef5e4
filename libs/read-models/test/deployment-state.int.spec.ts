import { deployment } from '@hormesis/api';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readDeployments, readModels } from '../src/index.js';
import { at, event, type ReadModelsUnderTest, startReadModels } from './given-events.js';
import { deployed } from './stories.js';

const production = { id: 'production' };

let test: ReadModelsUnderTest;
beforeAll(async () => {
  test = await startReadModels(readModels);
});
afterAll(() => test.drop());
beforeEach(() => test.clear());

describe('deployment state', () => {
  const rolledBack = () =>
    event(5, {
      name: 'service.rolledback',
      subject: 'checkout',
      data: { environment: production, artifactId: 'pkg:oci/checkout@v412', version: 'v412' },
    });
  const story = () => [
    deployed(1, 'checkout', 'v413', { exposure: 10, flag: 'new-cart' }),
    deployed(2, 'checkout', 'v413', { exposure: 100, flag: 'new-cart' }),
    deployed(3, 'search', 'v7'),
    rolledBack(),
  ];

  it('shows the newest step of each service, and by whom', async () => {
    await test.given(...story().slice(0, 1));
    const { items } = await readDeployments(test.database);
    expect(items.map((item) => deployment.strict().parse(item))).toEqual([
      {
        service: 'checkout',
        environment: 'production',
        version: 'v413',
        artifactId: 'pkg:oci/checkout@v413',
        phase: 'live',
        exposure: 10,
        deployedAt: at(1),
        actor: { kind: 'agent', id: 'shipper', onBehalfOf: 'ana' },
        flag: 'new-cart',
        eventId: 'deploy-checkout-v413-1',
        staleSince: null,
      },
    ]);
  });

  it('shows a rollback, and is the same in every order', async () => {
    await test.inEveryOrder(story, () => readDeployments(test.database));
    expect((await readDeployments(test.database, { service: 'checkout' })).items).toMatchObject([
      { version: 'v412', phase: 'rolled-back', exposure: 100 },
    ]);
  });

  it('shows that a service was removed', async () => {
    const removal = event(9, {
      name: 'service.removed',
      subject: 'search',
      data: { environment: production },
    });
    await test.inEveryOrder(
      () => [...story(), removal],
      () => readDeployments(test.database, { phase: 'removed' }),
    );
    expect((await readDeployments(test.database, { phase: 'removed' })).items).toMatchObject([
      { service: 'search', version: null, exposure: 0, deployedAt: at(9) },
    ]);
  });
});
