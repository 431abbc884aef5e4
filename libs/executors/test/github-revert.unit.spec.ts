import { type ChangeFacts, GitHubRevert, tokenAccess } from '@hormesis/executors';
import { describe, expect, it } from 'vitest';
import { itKeepsTheContract, type Subject } from './executor-contract.js';
import { githubToken, startFakeGitHub } from './fakes/fake-github.js';
import { kill, limits, rollback } from './requests.js';

const before = { 'app.ts': 'one', 'lib.ts': 'lib', 'old.ts': 'old' };
const bad = { 'app.ts': 'two', 'lib.ts': 'lib', 'new.ts': 'new' };
const flags =
  '{\n    "$schema": "https://flagd.dev/schema/v0/flags.json",\n    "flags": {\n        "new-cart": {\n            "variants": { "on": true },\n            "state": "ENABLED"\n        }\n    }\n}\n';

async function start(
  factsOf: (badCommit: string) => ChangeFacts = () => ({ version: 'v413', previousVersion: 'v412' }),
) {
  const github = await startFakeGitHub();
  github.commit(before, 'v412');
  const badCommit = github.commit(bad, 'v413');
  const again = () =>
    new GitHubRevert({
      name: 'github',
      limits,
      access: tokenAccess(github.url, githubToken, 'GITHUB_TOKEN'),
      factsOf: async () => factsOf(badCommit),
      repositories: [
        {
          service: 'checkout',
          environment: 'production',
          repository: 'acme/checkout',
          branch: 'main',
          tag: '{version}',
        },
      ],
      flagFiles: [
        { environment: 'production', repository: 'acme/checkout', branch: 'main', path: 'ops/flags.json' },
      ],
    });
  return { github, badCommit, again, executor: again() };
}

const branch = 'heads/hormesis/revert-act-1';

describe('reverting on GitHub', () => {
  itKeepsTheContract(async (): Promise<Subject> => {
    const { github, again, executor } = await start();
    const answer = executor.execute.bind(executor);
    // Users get nothing else by a pull request: it always says so.
    executor.execute = async (request) => {
      const { changed, ...said } = (await answer(request)) as Record<string, unknown>;
      expect(said.kind === 'completed' ? changed : false).toBe(false);
      return said as Awaited<ReturnType<typeof answer>>;
    };
    return {
      executor,
      again,
      request: rollback('checkout', 'v412'),
      foreign: rollback('payments'),
      remedy: /GitHub \(github\) has no repository for payments in production: add it to "repositories"/,
      effects: () => github.pulls.length,
      isDone: () => github.pulls.length > 0,
      server: github,
      secret: githubToken,
      advice: /Check the token in GITHUB_TOKEN/,
      stop: github.stop,
    };
  });

  it('puts every file back as it was before the bad version, on a branch of the action', async () => {
    const { github, badCommit, executor } = await start();
    expect(await executor.execute(rollback('checkout', 'v412'))).toEqual({
      kind: 'completed',
      changed: false,
      detail:
        'https://github.com/acme/checkout/pull/1347 is open: users have the change until it is merged and deployed.',
    });
    expect(github.filesAt(branch)).toEqual(before);
    expect(github.messageAt(branch)).toContain(`This reverts commit ${badCommit}.`);
    expect(github.pulls[0]).toMatchObject({
      base: 'main',
      title: 'Revert checkout v413',
      body: expect.stringMatching(
        /rolled checkout in production back from v413 to v412.*Incident: inc-1.*Action: act-1/s,
      ),
    });
    await github.stop();
  });

  it('keeps what others did since', async () => {
    const { github, executor } = await start();
    github.commit({ ...bad, 'lib.ts': 'better', 'more.ts': 'more' });
    await executor.execute(rollback('checkout', 'v412'));
    expect(github.filesAt(branch)).toEqual({ ...before, 'lib.ts': 'better', 'more.ts': 'more' });
    await github.stop();
  });

  it('takes back one commit where nobody knows the version before', async () => {
    const { github, executor } = await start((commit) => ({ commit }));
    await executor.execute(rollback('checkout'));
    expect(github.filesAt(branch)).toEqual(before);
    await github.stop();
  });

  it('leaves to people what was changed again since, and names the files', async () => {
    const { github, executor } = await start();
    github.commit({ ...bad, 'app.ts': 'three' });
    expect(await executor.execute(rollback('checkout', 'v412'))).toMatchObject({
      kind: 'failed',
      reason: expect.stringMatching(
        /^1 of the files were changed again since \w{9}: app\.ts\. Revert \w{9} in acme\/checkout by hand\.$/,
      ),
    });
    expect(github.pulls).toEqual([]);
    await github.stop();
  });

  it('sees that Git agrees already', async () => {
    const { github, executor } = await start();
    github.commit(before);
    expect(await executor.propose(rollback('checkout', 'v412'))).toMatchObject({ kind: 'agrees' });
    expect(github.pulls).toEqual([]);
    await github.stop();
  });

  it('turns a flag off in its file, and leaves the rest of the file as it is', async () => {
    const { github, executor } = await start();
    github.commit({ ...bad, 'ops/flags.json': flags });
    await executor.execute(kill('new-cart'));
    const { 'ops/flags.json': changed } = github.filesAt(branch);
    expect(changed).toContain('"state": "DISABLED"');
    expect(JSON.parse(changed ?? '')).toEqual(JSON.parse(flags.replace('ENABLED', 'DISABLED')));
    expect(Object.keys(JSON.parse(changed ?? '').flags['new-cart'])).toEqual(['variants', 'state']);
    expect(changed).toMatch(/^\{\n {4}"\$schema"/);
    await github.stop();
  });

  it('has nothing to turn off where the file does not know the flag, or has it off', async () => {
    const { github, executor } = await start();
    github.commit({ ...bad, 'ops/flags.json': flags });
    expect(await executor.propose(kill('other'))).toMatchObject({ kind: 'agrees' });
    github.commit({ ...bad, 'ops/flags.json': flags.replace('ENABLED', 'DISABLED') });
    expect(await executor.propose(kill('new-cart'))).toMatchObject({
      kind: 'agrees',
      detail: 'ops/flags.json in acme/checkout does not have flag new-cart on.',
    });
    github.commit({ ...bad, 'ops/flags.json': 'flags: []' });
    expect(await executor.propose(kill('new-cart'))).toEqual({
      kind: 'failed',
      reason: 'ops/flags.json is no file of flagd definitions.',
    });
    expect(github.pulls).toEqual([]);
    await github.stop();
  });

  it('says what is missing when the version has no tag', async () => {
    const { github, executor } = await start(() => ({ version: 'v999', previousVersion: 'v412' }));
    expect(await executor.execute(rollback('checkout'))).toMatchObject({
      kind: 'failed',
      reason: expect.stringMatching(/HTTP 422 \(No commit found for SHA: v999\).*Check "branch" and "tag"/),
    });
    await github.stop();
  });
});
