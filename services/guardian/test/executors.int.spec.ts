import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineFlag } from '@hormesis/flags';
import { systemClock } from '@hormesis/platform';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { itKeepsTheContract, type Subject } from '../../../libs/executors/test/executor-contract.js';
import { githubToken, startFakeGitHub } from '../../../libs/executors/test/fakes/fake-github.js';
import { kubernetesToken, startFakeKubernetes } from '../../../libs/executors/test/fakes/fake-kubernetes.js';
import {
  launchDarklyToken,
  startFakeLaunchDarkly,
} from '../../../libs/executors/test/fakes/fake-launchdarkly.js';
import { kill } from '../../../libs/executors/test/requests.js';
import { FlagExecutor } from '../src/execute-actions/flag-executor.js';
import { FlagStreams } from '../src/streams/flag-streams.js';
import { anomaly, eventually, startGuardian, upgraded } from './start-guardian.js';

let guardian: Awaited<ReturnType<typeof startGuardian>>;
let cluster: Awaited<ReturnType<typeof startFakeKubernetes>>;
let github: Awaited<ReturnType<typeof startFakeGitHub>>;
let launchDarkly: Awaited<ReturnType<typeof startFakeLaunchDarkly>>;
let folder: string;

const flags = JSON.stringify(
  { flags: { 'new-cart': { state: 'ENABLED', variants: { on: true } } } },
  null,
  2,
);

beforeAll(async () => {
  [cluster, github, launchDarkly] = [
    await startFakeKubernetes(),
    await startFakeGitHub(),
    await startFakeLaunchDarkly({ 'new-cart': true }),
  ];
  github.commit({ 'app.ts': 'one', 'ops/flags.json': flags }, 'v1');
  github.commit({ 'app.ts': 'two', 'ops/flags.json': flags }, 'v2');
  folder = await mkdtemp(join(tmpdir(), 'hormesis-executors-'));
  const file = join(folder, 'executors.json');
  await writeFile(file, JSON.stringify({ executors: entries() }));
  guardian = await startGuardian({
    HORMESIS_DEFAULT_POLICY: 'rollback',
    HORMESIS_EXECUTORS_FILE: file,
    TEST_K8S_TOKEN: kubernetesToken,
    TEST_GITHUB_TOKEN: githubToken,
    TEST_LD_TOKEN: launchDarklyToken,
  });
});
afterAll(async () => {
  await guardian.stop();
  await Promise.all([cluster.stop(), github.stop(), launchDarkly.stop()]);
  await rm(folder, { recursive: true });
});

function entries() {
  const at = (service: string) => ({ service, environment: 'production' });
  return [
    {
      kind: 'launchdarkly',
      url: launchDarkly.url,
      project: 'web',
      tokenEnv: 'TEST_LD_TOKEN',
      environments: { production: 'production' },
      flags: { 'new-cart': 'new-cart' },
    },
    {
      kind: 'argo-rollouts',
      cluster: { url: cluster.url, tokenEnv: 'TEST_K8S_TOKEN' },
      rollouts: [{ ...at('checkout'), namespace: 'jesse-test', rollout: 'canary-demo' }],
    },
    { kind: 'flagger', canaries: [{ ...at('payments'), namespace: 'shop', canary: 'payments' }] },
    {
      kind: 'github-revert',
      url: github.url,
      tokenEnv: 'TEST_GITHUB_TOKEN',
      repositories: [{ ...at('checkout'), repository: 'acme/checkout' }],
      flagFiles: [{ environment: 'production', repository: 'acme/checkout', path: 'ops/flags.json' }],
    },
  ];
}

type Row = Record<string, unknown>;
const drifts = async (phase = 'open') =>
  (await guardian.call('GET', `/api/drift?phase=${phase}`)).body.items as Row[];
const driftOf = async (service: string) => (await drifts('all')).find((one) => one.service === service);
const analysis = async (service: string, version = '') => {
  const query = `service=${service}&environment=production${version && `&version=${version}`}`;
  return (await guardian.call('GET', `/api/executors/argo/analysis?${query}`)).body.data as Row;
};

describe('a rollback through Argo Rollouts', () => {
  it('aborts the rollout first, then opens the revert in Git', async () => {
    expect(await analysis('checkout')).toMatchObject({ ok: true, verdict: 'go', reasons: [] });
    await guardian.emit(upgraded('checkout', 'v1'), new Date(Date.now() - 7_200_000).toISOString());
    await guardian.emit(upgraded('checkout', 'v2'));
    await guardian.emit(anomaly('anm-checkout', 'checkout'));
    await eventually(() => guardian.names('checkout')).toContain('drift.proposed');
    expect(cluster.rollout().status).toMatchObject({ abort: true, phase: 'Degraded' });
    const names = (await guardian.story('checkout')).map(({ name }) => name);
    expect(names.indexOf('action.completed')).toBeLessThan(names.indexOf('drift.detected'));
    expect(github.filesAt(`heads/hormesis/revert-${(await driftOf('checkout'))?.action}`)['app.ts']).toBe(
      'one',
    );
  });

  it('is shown as drift, with what Git says and where it can be merged', async () => {
    expect(await driftOf('checkout')).toMatchObject({
      phase: 'open',
      environment: 'production',
      repository: 'acme/checkout',
      version: 'v2',
      toVersion: 'v1',
      pullRequest: 'https://github.com/acme/checkout/pull/1347',
      problem: null,
      reason: expect.stringContaining('is aborted'),
    });
  });

  it('is told to analysis runs that ask, but not to those of a fix', async () => {
    expect(await analysis('checkout', 'v2')).toMatchObject({
      ok: false,
      verdict: 'rollback',
      reasons: [expect.stringMatching(/^Rolled back by act-.* \(incident inc-/)],
    });
    expect(await analysis('checkout')).toMatchObject({ ok: false, verdict: 'rollback' });
    expect(await analysis('checkout', 'v3')).toMatchObject({ ok: true, verdict: 'go' });
  });

  it('is no drift any more when the revert was merged', async () => {
    const data = { repository: { id: 'acme/checkout' } };
    await guardian.emit({ name: 'change.merged', subject: 'acme/checkout#9', data });
    await guardian.emit({ name: 'change.merged', subject: 'acme/checkout#1347', data });
    await eventually(() => driftOf('checkout')).toMatchObject({
      phase: 'closed',
      closed: { by: 'merge', reason: 'acme/checkout#1347 was merged.' },
    });
    expect(await drifts()).toEqual([]);
  });
});

describe('a kill of a flag that a vendor keeps', () => {
  it('turns it off there first, then in the file in Git, until it is defined anew', async () => {
    await guardian.emit({
      name: 'featureflag.flipped',
      subject: 'new-cart',
      data: {
        service: { id: 'cart' },
        environment: { id: 'production' },
        state: 'ENABLED',
        previousState: 'DISABLED',
      },
    });
    await guardian.emit(anomaly('anm-cart', 'cart'));
    await eventually(() => guardian.names('cart')).toContain('drift.proposed');
    expect(launchDarkly.isOn('new-cart')).toBe(false);
    const drift = await driftOf('cart');
    expect(drift).toMatchObject({ phase: 'open', flag: 'new-cart', version: null });
    expect(github.filesAt(`heads/hormesis/revert-${drift?.action}`)['ops/flags.json']).toContain('DISABLED');
    const definition = { state: 'DISABLED' as const, variants: { on: true } };
    await guardian.emit({ name: 'featureflag.defined', subject: 'new-cart', data: { definition } });
    await eventually(() => driftOf('cart')).toMatchObject({ phase: 'closed', closed: { by: 'definition' } });
  });
});

describe('the executors', () => {
  it('are listed in the order in which they are asked, with whether they could act', async () => {
    const { body } = await guardian.call('GET', '/api/executors');
    expect((body.items as Row[]).map(({ name, ready }) => [name, ready])).toEqual([
      ['built-in flags', true],
      ['launchdarkly', true],
      ['argo-rollouts', true],
      ['flagger', true],
      ['github-revert', true],
    ]);
  });
});

describe('a rollback through the gates of Flagger', () => {
  const ask = async (gate: string, token = 'viewer-secret') => {
    const url = `${guardian.url}/api/executors/flagger/${gate}?access_token=${token}`;
    const body = JSON.stringify({ name: 'payments', namespace: 'shop', phase: 'Progressing', metadata: {} });
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    return response.status;
  };

  it('is done when Flagger has asked', async () => {
    expect(await ask('confirm-promotion')).toBe(200);
    expect(await ask('rollback')).toBe(403);
    await guardian.emit(upgraded('payments', 'v2', 'v1'));
    await guardian.emit(anomaly('anm-payments', 'payments'));
    await eventually(() => ask('confirm-promotion')).toBe(403);
    expect(await guardian.names('payments')).not.toContain('action.completed');
    expect(await ask('rollback')).toBe(200);
    await eventually(() => guardian.names('payments')).toContain('action.completed');
  });

  it('lets a fix through', async () => {
    await guardian.emit(upgraded('payments', 'v3', 'v1'));
    await eventually(() => ask('confirm-promotion')).toBe(200);
    expect(await ask('rollback')).toBe(403);
  });

  it('asks for a token', async () => {
    expect(await ask('rollback', 'wrong')).toBe(401);
  });
});

describe('the built-in flags', () => {
  let next = 0;
  itKeepsTheContract(
    async (): Promise<Subject> => {
      next += 1;
      const key = `contract-${next}`;
      const { database, log } = guardian;
      const again = () => new FlagExecutor(new FlagStreams(database, log, systemClock));
      const streams = new FlagStreams(database, log, systemClock);
      const definition = {
        state: 'ENABLED' as const,
        variants: { on: true, off: false },
        defaultVariant: 'on',
      };
      await streams.decide(key, (flag) => defineFlag(flag, { definition, environment: 'production' }));
      const isOff = async () => (await streams.load(key)).state.definition?.state === 'DISABLED';
      return {
        executor: again(),
        again,
        request: kill(key),
        foreign: kill('ghost'),
        remedy: /There is no built-in flag ghost/,
        effects: async () =>
          (await streams.events(key)).filter((event) => event.name === 'featureflag.flipped').length,
        isDone: isOff,
        stop: async () => undefined,
      };
    },
    { http: false },
  );
});
