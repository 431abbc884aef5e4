import { type FakeReply, type FakeRequest, startFakeServer } from './fake-server.js';
import { canaryReplicaSet, greenReplicaSet, midwayRollout, olderReplicaSet } from './recorded-rollout.js';

export const kubernetesToken = 'eyJhbGciOiJSUzI1NiJ9.fake-service-account.signature';

type FakeRollout = {
  metadata: { resourceVersion: string; generation: number; annotations: Record<string, string> };
  spec: { paused?: boolean; template: Template };
  status: {
    abort?: boolean;
    promoteFull?: boolean;
    phase?: string;
    message?: string | undefined;
    currentPodHash?: string | undefined;
    stableRS?: string | undefined;
    observedGeneration?: string;
    abortedAt?: string;
  };
};
type Template = { spec: { containers: { image: string }[] } };
type FakeReplicaSet = { metadata: { labels: Record<string, string> }; spec: { template: Template } };
export type KubernetesOptions = { statusSubresource?: boolean; controllerMs?: number; canaryPhase?: string };

const base = '/apis/argoproj.io/v1alpha1/namespaces/jesse-test/rollouts/canary-demo';

/**
 * The API server of a cluster with Argo Rollouts and Flagger, for the calls that we make (kubernetes.io: API Concepts;
 * argo-rollouts: pkg/kubectl-argo-rollouts/cmd): bearer tokens, `Status` objects for errors, 415 for an unknown patch
 * type, `resourceVersion` as a precondition (409), and a status subresource that takes nothing but the status. A
 * controller reacts after a moment, as Argo's does: an abort makes the phase Degraded, a new template is rolled out.
 */
export async function startFakeKubernetes(options: KubernetesOptions = {}) {
  const { statusSubresource = true, controllerMs = 40, canaryPhase } = options;
  let rollout: FakeRollout = structuredClone(midwayRollout);
  const sets: FakeReplicaSet[] = structuredClone([olderReplicaSet, greenReplicaSet, canaryReplicaSet]);
  const canary = { status: { phase: canaryPhase ?? 'Progressing' } };
  const writes: string[] = [];

  const control = () =>
    setTimeout(() => {
      rollout = controlled(rollout, sets);
    }, controllerMs).unref();

  const write = (next: FakeRollout, what: string): FakeReply => {
    writes.push(what);
    const specChanged = JSON.stringify(next.spec) !== JSON.stringify(rollout.spec);
    const { metadata } = rollout;
    rollout = {
      ...next,
      metadata: {
        ...next.metadata,
        resourceVersion: String(Number(metadata.resourceVersion) + 1),
        generation: metadata.generation + (specChanged ? 1 : 0),
      },
    };
    control();
    return { status: 200, body: rollout };
  };

  const patch = (request: FakeRequest, subresource: boolean): FakeReply => {
    const type = (request.headers['content-type'] ?? '').split(';')[0];
    let next: FakeRollout;
    if (type === 'application/merge-patch+json') next = mergePatch(rollout, request.body) as FakeRollout;
    else if (type === 'application/json-patch+json') next = jsonPatch(rollout, request.body as Operation[]);
    else
      return failure(
        415,
        'UnsupportedMediaType',
        `the body of the request was in an unknown format - ${type}`,
      );
    if (next.metadata.resourceVersion !== rollout.metadata.resourceVersion) {
      const name = 'rollouts.argoproj.io "canary-demo"';
      const advice =
        'the object has been modified; please apply your changes to the latest version and try again';
      return failure(409, 'Conflict', `Operation cannot be fulfilled on ${name}: ${advice}`);
    }
    if (subresource) {
      const { status } = request.body as { status: object };
      return write({ ...rollout, status: next.status }, `status ${JSON.stringify(status)}`);
    }
    const kept = statusSubresource ? { ...next, status: rollout.status } : next;
    return write(kept, specOf(request.body));
  };

  const server = await startFakeServer((request): FakeReply => {
    const { method, path, headers, query } = request;
    if (headers.authorization !== `Bearer ${kubernetesToken}`)
      return failure(401, 'Unauthorized', 'Unauthorized');
    if (path === base && method === 'GET') return { status: 200, body: rollout };
    if (path === base && method === 'PATCH') return patch(request, false);
    if (path === `${base}/status` && method === 'PATCH' && statusSubresource) return patch(request, true);
    if (path === '/apis/apps/v1/namespaces/jesse-test/replicasets') {
      const items = query.get('labelSelector') === 'app=canary-demo' ? sets : [];
      return { status: 200, body: { kind: 'ReplicaSetList', apiVersion: 'apps/v1', items } };
    }
    if (path === '/apis/flagger.app/v1beta1/namespaces/jesse-test/canaries/canary-demo') {
      return { status: 200, body: { kind: 'Canary', ...canary } };
    }
    if (path.startsWith('/apis/argoproj.io/v1alpha1/namespaces/secret/')) {
      const who = 'User "system:serviceaccount:ops:hormesis"';
      return failure(
        403,
        'Forbidden',
        `rollouts.argoproj.io is forbidden: ${who} cannot get resource "rollouts"`,
      );
    }
    return failure(404, 'NotFound', `rollouts.argoproj.io "${path.split('/').at(-1)}" not found`);
  });
  return {
    ...server,
    rollout: () => rollout,
    change: (edit: (rollout: FakeRollout) => void) => edit(rollout),
    setCanary: (phase: string) => {
      canary.status.phase = phase;
    },
    /** What was written, in words: `spec`, `annotations`, `status {…}`. */
    writes,
  };
}

function specOf(body: unknown): string {
  if (Array.isArray(body)) return `json ${body.map(({ path }) => path).join(' ')}`;
  const { spec } = body as { spec?: object };
  return spec ? `spec ${JSON.stringify(spec)}` : 'annotations';
}

/** What the controller of Argo Rollouts makes of it (argo-rollouts: docs/features, utils/conditions). */
function controlled(rollout: FakeRollout, sets: readonly FakeReplicaSet[]): FakeRollout {
  const image = rollout.spec.template.spec.containers[0]?.image;
  const current = sets.find(({ spec }) => spec.template.spec.containers[0]?.image === image);
  const currentPodHash = current?.metadata.labels['rollouts-pod-template-hash'];
  const { promoteFull, ...status } = { ...rollout.status, currentPodHash };
  const seen = { ...status, observedGeneration: String(rollout.metadata.generation) };
  const now = (more: FakeRollout['status']) => ({ ...rollout, status: { ...seen, ...more } });
  if (seen.abort) {
    const message = `RolloutAborted: Rollout aborted update to revision ${rollout.metadata.annotations['rollout.argoproj.io/revision']}`;
    return now({ phase: 'Degraded', message, abortedAt: '2019-10-28T04:52:55Z' });
  }
  if (rollout.spec.paused) return now({ phase: 'Paused', message: 'manually paused' });
  if (seen.currentPodHash === seen.stableRS) return now({ phase: 'Healthy', message: undefined });
  if (promoteFull) return now({ phase: 'Healthy', message: undefined, stableRS: seen.currentPodHash });
  return now({ phase: 'Progressing', message: 'more replicas need to be updated' });
}

function failure(code: number, reason: string, message: string): FakeReply {
  return {
    status: code,
    body: { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, reason, code },
  };
}

/** RFC 7396. */
function mergePatch(target: unknown, patch: unknown): unknown {
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) return patch;
  const merged: Record<string, unknown> = typeof target === 'object' && target !== null ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete merged[key];
    else merged[key] = mergePatch(merged[key], value);
  }
  return merged;
}

type Operation = { op: 'add' | 'replace'; path: string; value: unknown };

/** RFC 6902, as far as objects go. */
function jsonPatch(target: FakeRollout, operations: readonly Operation[]): FakeRollout {
  const patched = structuredClone(target);
  for (const { path, value } of operations) {
    const parts = path.slice(1).split('/');
    const last = parts.pop() ?? '';
    const parent = parts.reduce<Record<string, unknown>>(
      (at, part) => at[part] as Record<string, unknown>,
      patched,
    );
    parent[last] = value;
  }
  return patched;
}
