import { generateKeyPairSync } from 'node:crypto';
import {
  appAccess,
  type ChangeFacts,
  type GitHubAccess,
  GitHubDeployment,
  tokenAccess,
} from '@hormesis/executors';
import { describe, expect, it } from 'vitest';
import { itKeepsTheContract, type Subject } from './executor-contract.js';
import { githubToken, startFakeGitHub } from './fakes/fake-github.js';
import { limits, rollback } from './requests.js';

const keys = generateKeyPairSync('rsa', { modulusLength: 2_048 });
const publicKey = keys.publicKey.export({ type: 'spki', format: 'pem' }).toString();
const privateKey = keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

async function start({
  state = 'success',
  facts = {} as ChangeFacts,
  access = undefined as ((url: string) => GitHubAccess) | undefined,
} = {}) {
  const github = await startFakeGitHub(publicKey);
  github.commit({ 'app.ts': 'one' }, 'release-v412');
  github.commit({ 'app.ts': 'two' }, 'release-v413');
  // Somebody deploys what is asked for.
  const deployer = setInterval(() => {
    for (const { statuses } of github.deployments)
      statuses.unshift(statuses.length === 0 ? 'in_progress' : state);
  }, 20);
  const again = () =>
    new GitHubDeployment({
      name: 'github',
      limits,
      pollMs: 15,
      access: access?.(github.url) ?? tokenAccess(github.url, githubToken, 'GITHUB_TOKEN'),
      factsOf: async () => facts,
      repositories: [
        {
          service: 'checkout',
          environment: 'production',
          repository: 'acme/checkout',
          branch: 'main',
          tag: 'release-{version}',
          task: 'deploy',
          deployEnvironment: 'prod-eu',
        },
      ],
    });
  const stop = async () => {
    clearInterval(deployer);
    await github.stop();
  };
  return { github, again, executor: again(), stop };
}

describe('deploying the version before with GitHub', () => {
  itKeepsTheContract(async (): Promise<Subject> => {
    const { github, again, executor, stop } = await start();
    return {
      executor,
      again,
      request: rollback('checkout', 'v412'),
      foreign: rollback('payments', 'v1'),
      remedy: /GitHub \(github\) has no repository for payments in production/,
      effects: () => github.deployments.length,
      isDone: () => github.deployments[0]?.statuses[0] === 'success',
      server: github,
      secret: githubToken,
      advice: /Check the token in GITHUB_TOKEN/,
      stop,
    };
  });

  it('asks for the tag of the version, for the environment as GitHub calls it, whatever the checks say', async () => {
    const { github, executor, stop } = await start();
    expect(await executor.execute(rollback('checkout', 'v412'))).toEqual({
      kind: 'completed',
      detail: 'GitHub deployment 1 of release-v412 to prod-eu (acme/checkout) succeeded.',
    });
    expect(github.requests.find(({ method }) => method === 'POST')?.body).toMatchObject({
      ref: 'release-v412',
      environment: 'prod-eu',
      auto_merge: false,
      required_contexts: [],
      payload: { hormesis: { action: 'act-1', incident: 'inc-1' } },
    });
    await stop();
  });

  it('fails when the deployment does', async () => {
    const { executor, stop } = await start({ state: 'failure' });
    expect(await executor.execute(rollback('checkout', 'v412'))).toEqual({
      kind: 'failed',
      reason: 'GitHub deployment 1 of release-v412 to prod-eu (acme/checkout) ended with failure.',
    });
    await stop();
  });

  it('leaves it to others when nobody told what ran before', async () => {
    const { executor, stop } = await start();
    expect(await executor.takes(rollback('checkout'))).toMatchObject({
      mine: false,
      because: expect.stringContaining('Send previousVersion in deployment events'),
    });
    await stop();
  });

  it('works as a GitHub App, with one token for many calls', async () => {
    const { github, executor, stop } = await start({
      access: (url) => appAccess(url, { id: '7', installation: '42', privateKey }),
    });
    expect(await executor.execute(rollback('checkout', 'v412'))).toMatchObject({ kind: 'completed' });
    expect(github.issued()).toBe(1);
    await stop();
  });

  it('waits when GitHub says with a 403 that there were too many requests', async () => {
    const { github, executor, stop } = await start();
    const limited = {
      status: 403,
      headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(Math.ceil(Date.now() / 1_000)) },
      body: { message: 'API rate limit exceeded for installation ID 42.' },
    };
    github.fail([limited]);
    expect(await executor.execute(rollback('checkout', 'v412'))).toMatchObject({ kind: 'completed' });
    await stop();
  });
});
