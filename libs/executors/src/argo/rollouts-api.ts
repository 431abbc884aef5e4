import type { Effort } from '../http/effort.js';
import { jsonPatch, type Kubernetes, mergePatch } from '../kubernetes/kubernetes.js';
import { type PodTemplate, type ReplicaSet, type Rollout, replicaSets, rollout } from './rollout.js';

export type RolloutName = { namespace: string; rollout: string };

/** The calls that the plugin `kubectl argo rollouts` makes (argo-rollouts, pkg/kubectl-argo-rollouts/cmd). */
export class RolloutsApi {
  constructor(private readonly kubernetes: Kubernetes) {}

  async get(effort: Effort, name: RolloutName): Promise<Rollout> {
    const reply = await this.kubernetes.call(effort, { method: 'GET', path: pathOf(name) });
    return this.kubernetes.read(rollout, reply);
  }

  /** Metadata and spec. With a resource version, the write fails when somebody was faster. */
  async patch(effort: Effort, name: RolloutName, body: object): Promise<Rollout> {
    const reply = await this.kubernetes.call(effort, {
      method: 'PATCH',
      path: pathOf(name),
      contentType: mergePatch,
      body,
    });
    return this.kubernetes.read(rollout, reply);
  }

  /** The subresource; where the custom resource has none, the object itself, as the plugin does. */
  async patchStatus(effort: Effort, name: RolloutName, status: object): Promise<void> {
    const reply = await this.kubernetes.call(effort, {
      method: 'PATCH',
      path: `${pathOf(name)}/status`,
      contentType: mergePatch,
      body: { status },
      expected: [404],
    });
    if (reply.status === 404) await this.patch(effort, name, { status });
  }

  /** Puts another template into the spec, if the object is still as it was read. */
  async replaceTemplate(
    effort: Effort,
    name: RolloutName,
    { metadata }: Rollout,
    template: PodTemplate,
    annotations: Record<string, string>,
  ): Promise<void> {
    await this.kubernetes.call(effort, {
      method: 'PATCH',
      path: pathOf(name),
      contentType: jsonPatch,
      body: [
        { op: 'replace', path: '/metadata/resourceVersion', value: metadata.resourceVersion },
        { op: 'add', path: '/metadata/annotations', value: { ...metadata.annotations, ...annotations } },
        { op: 'replace', path: '/spec/template', value: template },
      ],
    });
  }

  async replicaSets(effort: Effort, { namespace }: RolloutName, of: Rollout): Promise<readonly ReplicaSet[]> {
    const labels = Object.entries(of.spec.selector?.matchLabels ?? {}).map(
      ([key, value]) => `${key}=${value}`,
    );
    const reply = await this.kubernetes.call(effort, {
      method: 'GET',
      path: `/apis/apps/v1/namespaces/${encodeURIComponent(namespace)}/replicasets?labelSelector=${encodeURIComponent(labels.join(','))}`,
    });
    return this.kubernetes.read(replicaSets, reply).items;
  }
}

function pathOf({ namespace, rollout: name }: RolloutName): string {
  return `/apis/argoproj.io/v1alpha1/namespaces/${encodeURIComponent(namespace)}/rollouts/${encodeURIComponent(name)}`;
}
