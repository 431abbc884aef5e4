import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeExecutors } from '@hormesis/executors';
import { describe, expect, it } from 'vitest';
import { kill, rollback } from './requests.js';

const surroundings = { factsOf: async () => ({}), told: { wasTold: async () => false } };
const make = (file: unknown, env: Record<string, string> = {}) =>
  makeExecutors(typeof file === 'string' ? file : JSON.stringify(file), { ...surroundings, env });

const unleash = {
  kind: 'unleash',
  url: 'https://unleash.example.com',
  tokenEnv: 'UNLEASH_TOKEN',
  environments: { production: 'production' },
  flags: { 'new-cart': 'newCart' },
};
const place = { service: 'checkout', environment: 'production' };
const argo = {
  kind: 'argo-rollouts',
  cluster: { url: 'https://k8s.example.com', tokenEnv: 'K8S_TOKEN' },
  rollouts: [{ ...place, namespace: 'shop', rollout: 'checkout' }],
};
const revert = {
  kind: 'github-revert',
  tokenEnv: 'GITHUB_TOKEN',
  repositories: [{ ...place, repository: 'acme/checkout' }],
};
const secrets = { UNLEASH_TOKEN: 'one', K8S_TOKEN: 'two', GITHUB_TOKEN: 'three' };

describe('the file of executors', () => {
  it('names them in the order in which they are asked; reverts come after', async () => {
    const { acting, reverts } = make(
      { executors: [revert, argo, { ...unleash, name: 'flags-eu' }] },
      secrets,
    );
    expect(acting.map(({ name }) => name)).toEqual(['argo-rollouts', 'flags-eu']);
    expect(reverts.map(({ name }) => name)).toEqual(['github-revert']);
    const takes = await Promise.all(acting.map((one) => one.takes(kill('new-cart'))));
    expect(takes.map(({ mine }) => mine)).toEqual([false, true]);
    expect(await acting[0]?.takes(rollback('checkout'))).toEqual({ mine: true });
  });

  it('may be for every environment of a service', async () => {
    const everywhere = { ...argo, rollouts: [{ ...argo.rollouts[0], environment: '*' }] };
    const { acting } = make({ executors: [everywhere] }, secrets);
    expect(await acting[0]?.takes(rollback('checkout'))).toEqual({ mine: true });
  });

  it.each([
    ['{', /it is no JSON/],
    [{ executors: [{ kind: 'jenkins' }] }, /executors\[0\]\.kind: Invalid/],
    [{ executors: [unleash] }, /executors\[0\]\.tokenEnv: the environment variable UNLEASH_TOKEN is not set/],
    [
      { executors: [{ ...unleash, token: 'ghp_x' }] },
      /Unrecognized key: "token".*Never write a secret here: put it into a variable, and its name into "tokenEnv"/,
    ],
    [
      { executors: [{ ...unleash, tokenEnv: '*:*.964a287e1b' }] },
      /executors\[0\]\.tokenEnv: must be the name of an environment variable, not the secret itself/,
    ],
    [{ executors: [{ ...argo, rollouts: [] }] }, /executors\[0\]\.rollouts: Too small/],
    [{ executors: [{ ...revert, tokenEnv: undefined }] }, /executors\[0\]: it needs "tokenEnv" or "app"/],
    [
      { executors: [{ ...revert, repositories: [{ ...place, repository: 'https://github.com/a/b' }] }] },
      /executors\[0\]\.repositories\[0\]\.repository: must be owner\/name/,
    ],
    [
      { executors: [{ ...argo, cluster: { inCluster: true } }] },
      /executors\[0\]\.cluster: "inCluster" works in a pod only/,
    ],
    [
      { executors: [{ kind: 'webhook', url: 'https://deploys.example.com', secretEnv: 'GITHUB_TOKEN' }] },
      /executors\[0\]\.secretEnv: GITHUB_TOKEN must be whsec_ and 24 to 64 bytes/,
    ],
    [{ executors: [{ ...unleash, url: 'unleash' }] }, /executors\[0\]\.url: Invalid URL/],
  ])('that cannot be used is refused, and says where: %j', (file, message) => {
    const { UNLEASH_TOKEN: _not, ...others } = secrets;
    expect(() => make(file, others)).toThrow(message);
    expect(() => make(file, others)).toThrow(/^HORMESIS_EXECUTORS_FILE: /);
  });

  it('never repeats what stands where a name of a variable should', () => {
    const file = { executors: [{ ...unleash, tokenEnv: 'ghp-secret-value' }] };
    expect(() => make(file)).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('ghp-secret') }),
    );
  });

  it('reads the authorities of a cluster from their file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'hormesis-ca-'));
    writeFileSync(join(folder, 'ca.crt'), 'no certificate');
    const cluster = { ...argo.cluster, caFile: join(folder, 'ca.crt') };
    expect(make({ executors: [{ ...argo, cluster }] }, secrets).acting).toHaveLength(1);
    rmSync(folder, { recursive: true });
    expect(() => make({ executors: [{ ...argo, cluster }] }, secrets)).toThrow(
      /executors\[0\]\.cluster: ENOENT/,
    );
  });
});
