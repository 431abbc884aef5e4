import { answerGate, FlaggerExecutor, flaggerGates, type Verdict } from '@hormesis/executors';
import { describe, expect, it } from 'vitest';
import { itKeepsTheContract, type Subject } from './executor-contract.js';
import { kubernetesToken, startFakeKubernetes } from './fakes/fake-kubernetes.js';
import { kill, limits, pause, rollback } from './requests.js';

/**
 * Flagger asks, and we answer: this stands for its controller (fluxcd/flagger, pkg/controller/scheduler_hooks.go), which posts
 * to the rollback hook while an analysis is under way and fails the canary at a 2xx.
 */
async function start({ withCluster = true, phase = 'Progressing' } = {}) {
  const cluster = await startFakeKubernetes({ canaryPhase: phase });
  const told = new Set<string>();
  const decided: string[] = [];
  let rollbacks = 0;
  const flagger = setInterval(() => {
    for (const action of decided.filter((one) => !told.has(one))) {
      told.add(action);
      rollbacks += 1;
      cluster.setCanary('Failed');
    }
  }, 20);
  const again = () =>
    new FlaggerExecutor({
      name: 'flagger',
      limits,
      pollMs: 15,
      told: { wasTold: async (action) => told.has(action) },
      canaries: [
        { service: 'checkout', environment: 'production', namespace: 'jesse-test', canary: 'canary-demo' },
      ],
      ...(withCluster
        ? {
            cluster: {
              url: cluster.url,
              token: async () => kubernetesToken,
              tokenFrom: 'it is in K8S_TOKEN',
              secrets: () => [kubernetesToken],
            },
          }
        : {}),
    });
  const stop = async () => {
    clearInterval(flagger);
    await cluster.stop();
  };
  /** The guardian has decided; Flagger will be told when it asks. */
  const decide = (action: string) => decided.push(action);
  return { cluster, again, executor: again(), rollbacks: () => rollbacks, decide, stop };
}

describe('Flagger', () => {
  itKeepsTheContract(
    async (): Promise<Subject> => {
      const { cluster, again, executor, rollbacks, decide, stop } = await start();
      const execute = executor.execute.bind(executor);
      executor.execute = (request) => {
        decide(request.subject);
        return execute(request);
      };
      return {
        executor,
        again,
        request: rollback('checkout'),
        foreign: rollback('payments'),
        remedy: /Flagger \(flagger\) has no canary for payments in production: add it to "canaries"/,
        effects: rollbacks,
        isDone: () => rollbacks() === 1,
        server: cluster,
        secret: kubernetesToken,
        stop,
      };
    },
    { http: false },
  );

  it('reads back that the canary failed', async () => {
    const { executor, decide, stop } = await start();
    decide('act-1');
    expect(await executor.execute(rollback('checkout'))).toEqual({
      kind: 'completed',
      detail: 'Flagger rolled canary jesse-test/canary-demo back (phase Failed).',
    });
    await stop();
  });

  it('fails when Flagger does not ask, and says what to look at', async () => {
    const { executor, stop } = await start({ withCluster: false });
    expect(await executor.execute(rollback('checkout'))).toMatchObject({
      kind: 'failed',
      reason: expect.stringMatching(
        /Flagger has not asked about canary .*: is its gate set, and an analysis under way\?/,
      ),
    });
    await stop();
  });

  it('leaves a canary to others that has been promoted', async () => {
    const { executor, stop } = await start({ phase: 'Succeeded' });
    expect(await executor.takes(rollback('checkout'))).toEqual({
      mine: false,
      because: 'Canary jesse-test/canary-demo is Succeeded: Flagger has nothing under way to take back.',
    });
    await stop();
  });

  it('stays in charge of what it has begun, when the guardian starts again', async () => {
    const { executor, again, decide, stop } = await start();
    decide('act-1');
    await executor.execute(rollback('checkout'));
    expect(await again().takes(rollback('checkout'))).toEqual({ mine: true });
    expect(await again().takes(rollback('checkout', undefined, 'act-2'))).toMatchObject({ mine: false });
    await stop();
  });

  it('holds, and lets go again', async () => {
    const { executor, decide, stop } = await start();
    decide('act-1');
    expect(await executor.execute(pause('checkout'))).toMatchObject({ kind: 'completed' });
    expect(await executor.undo(pause('checkout'))).toMatchObject({ kind: 'completed' });
    expect(await executor.takes(kill('new-cart'))).toEqual({ mine: false });
    await stop();
  });
});

describe('the gates of Flagger', () => {
  const say = (verdict: Verdict['verdict']) =>
    flaggerGates.map((gate) => answerGate(gate, { verdict, reasons: ['why'], actions: [] }).status);

  it.each([
    ['go', [200, 200, 200, 403]],
    ['hold', [403, 403, 403, 403]],
    ['rollback', [403, 403, 403, 200]],
  ] as const)('answer to "%s" with %j', (verdict, statuses) => {
    expect(say(verdict)).toEqual(statuses);
  });
});
