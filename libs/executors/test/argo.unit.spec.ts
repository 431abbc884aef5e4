import { ArgoExecutor } from '@hormesis/executors';
import { describe, expect, it } from 'vitest';
import { itKeepsTheContract, type Subject } from './executor-contract.js';
import { type KubernetesOptions, kubernetesToken, startFakeKubernetes } from './fakes/fake-kubernetes.js';
import { kill, limits, pause, rollback } from './requests.js';

async function start(options: KubernetesOptions = {}, rolloutNamespace = 'jesse-test') {
  const cluster = await startFakeKubernetes(options);
  const again = () =>
    new ArgoExecutor({
      name: 'argo',
      limits,
      pollMs: 15,
      cluster: {
        url: cluster.url,
        token: async () => kubernetesToken,
        tokenFrom: 'it is in K8S_TOKEN',
        secrets: () => [kubernetesToken],
      },
      rollouts: [
        {
          service: 'checkout',
          environment: 'production',
          namespace: rolloutNamespace,
          rollout: 'canary-demo',
        },
      ],
    });
  const image = () => cluster.rollout().spec.template.spec.containers[0]?.image;
  const promote = () =>
    cluster.change(({ status }) => Object.assign(status, { stableRS: '65fb5ffc84', phase: 'Healthy' }));
  return { cluster, again, executor: again(), image, promote };
}
type Started = Awaited<ReturnType<typeof start>>;

function subject({ cluster, again, executor }: Started, over: Partial<Subject>): Subject {
  return {
    executor,
    again,
    request: rollback('checkout'),
    foreign: rollback('payments'),
    remedy: /Argo Rollouts \(argo\) has no rollout for payments in production: add it to "rollouts"/,
    effects: () => cluster.writes.filter((what) => what === 'status {"abort":true}').length,
    isDone: () => cluster.rollout().status.abort === true,
    server: cluster,
    writes: ({ path }) => path.endsWith('/status'),
    secret: kubernetesToken,
    advice: /Check the token: it is in K8S_TOKEN/,
    stop: cluster.stop,
    ...over,
  };
}

describe('Argo Rollouts, aborting a rollout under way', () => {
  itKeepsTheContract(async () => subject(await start(), {}));

  it('reads back what the controller made of it', async () => {
    const { cluster, executor } = await start();
    expect(await executor.execute(rollback('checkout', 'v412'))).toEqual({
      kind: 'completed',
      detail:
        'Rollout jesse-test/canary-demo is aborted (Degraded: RolloutAborted: Rollout aborted update to revision 31).',
    });
    await cluster.stop();
  });

  it('writes to the object itself where the resource has no status subresource, as the plugin does', async () => {
    const { cluster, executor } = await start({ statusSubresource: false });
    expect(await executor.execute(rollback('checkout'))).toMatchObject({ kind: 'completed' });
    expect(cluster.rollout().status.abort).toBe(true);
    await cluster.stop();
  });

  it('changes nothing about a rollout that somebody else aborted', async () => {
    const { cluster, executor } = await start();
    cluster.change(({ status }) => Object.assign(status, { abort: true, phase: 'Degraded' }));
    expect(await executor.execute(rollback('checkout'))).toMatchObject({ kind: 'completed', changed: false });
    expect(cluster.writes).toEqual([]);
    await cluster.stop();
  });

  it('names the missing permission', async () => {
    const { cluster, executor } = await start({}, 'secret');
    expect(await executor.execute(rollback('checkout'))).toMatchObject({
      kind: 'failed',
      reason: expect.stringMatching(
        /HTTP 403 \(rollouts.argoproj.io is forbidden.*Bind a Role with these verbs/,
      ),
    });
    await cluster.stop();
  });

  it('leaves flags to others', async () => {
    const { cluster, executor } = await start();
    expect(await executor.takes(kill('new-cart'))).toEqual({ mine: false });
    await cluster.stop();
  });
});

describe('Argo Rollouts, undoing what everybody has', () => {
  itKeepsTheContract(async () => {
    const started = await start();
    started.promote();
    return subject(started, {
      effects: () => started.cluster.writes.filter((what) => what.includes('/spec/template')).length,
      isDone: () => started.image() === 'argoproj/rollouts-demo:green',
      writes: ({ headers }) => headers['content-type'] === 'application/json-patch+json',
    });
  });

  it('goes to the version it is told, past all steps, without the label of its old pods', async () => {
    const { cluster, executor, image, promote } = await start();
    promote();
    expect(await executor.execute(rollback('checkout', 'blue'))).toEqual({
      kind: 'completed',
      detail: 'Rollout jesse-test/canary-demo is back on argoproj/rollouts-demo:blue.',
    });
    expect(image()).toBe('argoproj/rollouts-demo:blue');
    expect(cluster.writes).toContain('status {"promoteFull":true}');
    expect(JSON.stringify(cluster.rollout().spec)).not.toContain('rollouts-pod-template-hash');
    await cluster.stop();
  });

  it('looks again when the object changed in between', async () => {
    const { cluster, executor, image, promote } = await start();
    promote();
    cluster.fail(
      [{ status: 409, body: { kind: 'Status', reason: 'Conflict' } }],
      ({ method }) => method === 'PATCH',
    );
    expect(await executor.execute(rollback('checkout'))).toMatchObject({ kind: 'completed' });
    expect(image()).toBe('argoproj/rollouts-demo:green');
    await cluster.stop();
  });

  it('fails when the version is not kept any more', async () => {
    const { cluster, executor, promote } = await start();
    promote();
    expect(await executor.execute(rollback('checkout', 'v1'))).toEqual({
      kind: 'failed',
      reason:
        'Rollout jesse-test/canary-demo has no earlier revision with v1 to go back to. Deploy that version again.',
    });
    await cluster.stop();
  });
});

describe('Argo Rollouts, pausing', () => {
  itKeepsTheContract(async () => {
    const started = await start();
    return subject(started, {
      request: pause('checkout'),
      foreign: pause('payments'),
      effects: () => started.cluster.writes.filter((what) => what === 'spec {"paused":true}').length,
      isDone: () => started.cluster.rollout().spec.paused === true,
      writes: ({ method }) => method === 'PATCH',
    });
  });

  it('changes nothing when nothing is being rolled out', async () => {
    const { cluster, executor, promote } = await start();
    promote();
    expect(await executor.execute(pause('checkout'))).toMatchObject({ kind: 'completed', changed: false });
    expect(cluster.writes).toEqual([]);
    await cluster.stop();
  });
});
