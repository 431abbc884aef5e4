import { proposal, withheldProposal } from '@hormesis/api';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readModels, readProposal, readProposals, readWithheldProposals } from '../src/index.js';
import { at, type ReadModelsUnderTest, startReadModels } from './given-events.js';
import { badDeployment } from './stories.js';

let test: ReadModelsUnderTest;
beforeAll(async () => {
  test = await startReadModels(readModels);
});
afterAll(() => test.drop());
beforeEach(() => test.clear());

describe('proposals', () => {
  it('say what was proposed and decided, in every order', async () => {
    await test.inEveryOrder(badDeployment, () => readProposals(test.database));
    expect(proposal.strict().parse(await readProposal(test.database, 'proposal-1'))).toMatchObject({
      kind: 'alert',
      state: 'accepted',
      incident: 'inc-7f3a',
      files: [{ path: 'alerts/checkout.yaml' }],
      proposedAt: at(12),
      decidedAt: at(14),
      decidedBy: { id: 'ana' },
      reason: 'Good.',
    });
    expect((await readProposals(test.database, { states: ['rejected'] })).items).toEqual([]);
  });

  it('say what could not be proposed', async () => {
    await test.given(...badDeployment());
    const { items } = await readWithheldProposals(test.database, { incident: 'inc-7f3a' });
    expect(items.map((item) => withheldProposal.strict().parse(item))).toEqual([
      {
        incident: 'inc-7f3a',
        kind: 'test',
        proposer: 'replay',
        reason: 'No failing request was recorded.',
        at: at(13),
      },
    ]);
  });
});
