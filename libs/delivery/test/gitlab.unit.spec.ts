import { BranchDelivery, GitLabForge } from '@hormesis/delivery';
import { describe, expect, it } from 'vitest';
import { itKeepsTheContract, type Subject } from './delivery-contract.js';
import { gitlabToken, startFakeGitLab } from './fakes/fake-gitlab.js';
import { alertParcel, limits } from './parcels.js';

const branch = 'hormesis/pro-1a2b3c4d5e6f';

async function start() {
  const gitlab = await startFakeGitLab();
  gitlab.put('main', { 'README.md': 'alerts of the shop' }, 'Begin');
  const again = () =>
    new BranchDelivery(
      new GitLabForge({
        url: `${gitlab.url}/`,
        project: 'ops/shop',
        branch: 'main',
        token: gitlabToken,
        tokenFrom: 'the token in GITLAB_TOKEN',
      }),
      { name: 'shop', limits, prefix: '', labels: ['hormesis', 'alerts'] },
    );
  return { gitlab, again, delivery: again() };
}

describe('delivering to GitLab', () => {
  itKeepsTheContract(async (): Promise<Subject> => {
    const { gitlab, again, delivery } = await start();
    return {
      delivery,
      again,
      files: async () => {
        const { 'README.md': _, ...files } = gitlab.filesAt(branch);
        return files;
      },
      effects: async () => gitlab.requestsToMerge.length + gitlab.notes.length + gitlab.countOfCommits(),
      pending: async () => gitlab.requestsToMerge.some(({ state }) => state === 'opened'),
      meddle: async () =>
        gitlab.put(
          branch,
          { ...gitlab.filesAt(branch), 'alerts/checkout-errors.rules.yml': 'mine' },
          'Tighten it',
        ),
      adopt: async () => gitlab.merge(),
      server: gitlab,
      secret: gitlabToken,
      advice: /Check the token in GITLAB_TOKEN/,
      stop: gitlab.stop,
    };
  });

  it('opens one merge request with its labels, into the branch that is deployed', async () => {
    const { gitlab, delivery } = await start();
    expect(await delivery.deliver(alertParcel)).toEqual({
      kind: 'delivered',
      at: 'https://gitlab.com/ops/shop/-/merge_requests/7',
    });
    expect(gitlab.requestsToMerge).toMatchObject([
      {
        source_branch: branch,
        target_branch: 'main',
        title: alertParcel.title,
        labels: 'hormesis,alerts',
        description: expect.stringContaining('| good changes stopped | 0 of 41; 0 h of delay |'),
      },
    ]);
    await gitlab.stop();
  });
});
