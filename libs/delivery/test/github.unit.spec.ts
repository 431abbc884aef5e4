import { BranchDelivery, GitHubForge } from '@hormesis/delivery';
import { tokenAccess } from '@hormesis/executors';
import { describe, expect, it } from 'vitest';
import { githubToken, startFakeGitHub } from '../../executors/test/fakes/fake-github.js';
import { itKeepsTheContract, type Subject } from './delivery-contract.js';
import { alertParcel, editedParcel, limits } from './parcels.js';

const branch = 'hormesis/pro-1a2b3c4d5e6f';

async function start({ prefix = '' } = {}) {
  const github = await startFakeGitHub();
  github.commit({ 'README.md': 'alerts of the shop' });
  const again = () =>
    new BranchDelivery(
      new GitHubForge(tokenAccess(github.url, githubToken, 'GITHUB_TOKEN'), {
        repository: 'acme/checkout',
        branch: 'main',
      }),
      { name: 'shop', limits, prefix, labels: ['hormesis', 'alerts'] },
    );
  return { github, again, delivery: again() };
}

describe('delivering to GitHub', () => {
  itKeepsTheContract(async (): Promise<Subject> => {
    const { github, again, delivery } = await start();
    return {
      delivery,
      again,
      files: async () => {
        const { 'README.md': _, ...files } = github.filesAt(`heads/${branch}`);
        return files;
      },
      effects: async () => github.pulls.length + github.comments.length + github.countOfCommits(),
      pending: async () => github.pulls.some(({ state }) => state === 'open'),
      meddle: async () => github.pushTo(branch, { 'alerts/checkout-errors.rules.yml': 'mine' }, 'Tighten it'),
      adopt: async () => github.merge(),
      server: github,
      secret: githubToken,
      advice: /Check the token in GITHUB_TOKEN/,
      stop: github.stop,
    };
  });

  it('opens one pull request that says why, what it was tried on, and how one will know', async () => {
    const { github, delivery } = await start({ prefix: '/ops/hormesis/' });
    expect(await delivery.deliver(alertParcel)).toEqual({
      kind: 'delivered',
      at: 'https://github.com/acme/checkout/pull/1347',
    });
    const [pull] = github.pulls;
    expect(pull).toMatchObject({
      base: 'main',
      head: branch,
      title: alertParcel.title,
      labels: ['hormesis', 'alerts'],
    });
    expect(pull?.body).toContain('The incident was noticed after 6 minutes.');
    expect(pull?.body).toContain('| incidents of the class that it catches | 2 of 3 |');
    expect(pull?.body).toContain('| false alarms a week | 0.24 (95 %: 0.03 to 0.87) |');
    expect(pull?.body).toContain('| on this incident | 300 s earlier |');
    expect(pull?.body).toContain('It fires within a minute in the next drill.');
    expect(pull?.body).toContain('(https://hormesis.example.org/proposals/pro-1a2b3c4d5e6f)');
    expect(Object.keys(github.filesAt(`heads/${branch}`)).sort()).toEqual([
      'README.md',
      'ops/hormesis/alerts/checkout-errors.rules.yml',
      'ops/hormesis/alerts/checkout-errors.test.yml',
    ]);
    expect(github.messageAt(`heads/${branch}`)).toContain('Hormesis-Proposal: pro-1a2b3c4d5e6f');
    await delivery.deliver(editedParcel);
    expect(Object.keys(github.filesAt(`heads/${branch}`))).toContain('ops/hormesis/alerts/checkout.test.yml');
    expect(github.filesAt(`heads/${branch}`)).not.toHaveProperty([
      'ops/hormesis/alerts/checkout-errors.test.yml',
    ]);
    await github.stop();
  });

  it('says in the pull request why it is closed, and leaves one that was merged', async () => {
    const { github, delivery } = await start();
    await delivery.deliver(alertParcel);
    await delivery.withdraw(alertParcel);
    expect(github.comments).toEqual([
      expect.stringContaining('Proposal pro-1a2b3c4d5e6f was taken back in Hormesis, so this is closed.'),
    ]);
    await github.stop();
    const other = await start();
    await other.delivery.deliver(alertParcel);
    other.github.merge();
    expect(await other.delivery.withdraw(alertParcel)).not.toHaveProperty('detail');
    expect(other.github.comments).toEqual([]);
    await other.github.stop();
  });

  it('opens the pull request that a killed process had pushed for', async () => {
    const { github, delivery, again } = await start();
    await delivery.deliver(alertParcel);
    github.pulls.pop();
    const commits = github.countOfCommits();
    expect(await again().deliver(alertParcel)).toMatchObject({ kind: 'delivered' });
    expect(github.pulls).toHaveLength(1);
    expect(github.countOfCommits()).toBe(commits);
    await github.stop();
  });

  it('takes a closed pull request for a no, until the artefact is edited', async () => {
    const { github, delivery } = await start();
    await delivery.deliver(alertParcel);
    Object.assign(github.pulls[0] ?? {}, { state: 'closed' });
    expect(await delivery.deliver(alertParcel)).toMatchObject({
      kind: 'failed',
      reason: expect.stringMatching(/pull\/1347 was closed without being merged.*Reopen it, or retire/),
    });
    expect(await delivery.deliver(editedParcel)).toMatchObject({
      kind: 'delivered',
      at: 'https://github.com/acme/checkout/pull/1348',
    });
    await github.stop();
  });

  it('opens none where somebody was faster', async () => {
    const { github, delivery } = await start();
    github.commit(Object.fromEntries(alertParcel.files.map(({ path, content }) => [path, content])));
    expect(await delivery.deliver(alertParcel)).toEqual({
      kind: 'delivered',
      at: expect.stringMatching(/\/acme\/checkout\/tree\/main$/),
      detail: 'main of acme/checkout on GitHub has these files already.',
    });
    expect(github.pulls).toEqual([]);
    expect(await delivery.look(alertParcel)).toMatchObject({ kind: 'seen' });
    await github.stop();
  });

  it('does not take an amended commit of its own for its own', async () => {
    const { github, delivery } = await start();
    await delivery.deliver(alertParcel);
    const message = github.messageAt(`heads/${branch}`) ?? '';
    github.pushTo(branch, { 'alerts/checkout-errors.rules.yml': 'amended' }, message);
    expect(await delivery.deliver(editedParcel)).toMatchObject({
      kind: 'failed',
      reason: expect.stringContaining('Somebody pushed'),
    });
    await github.stop();
  });
});
