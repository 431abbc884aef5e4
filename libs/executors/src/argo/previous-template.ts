import { type ReplicaSet, type Rollout, revisionAnnotation } from './rollout.js';

export type Previous = { revision: number; images: readonly string[]; replicaSet: ReplicaSet };

/**
 * The template to go back to: the one with the wanted version in an image tag or in the label
 * `app.kubernetes.io/version`; where no version is wanted, the revision before the newest, as `kubectl argo rollouts
 * undo` does. `undefined`: there is none.
 */
export function previousTemplate(
  rollout: Rollout,
  all: readonly ReplicaSet[],
  toVersion: string | undefined,
): Previous | undefined {
  const owned = all
    .filter(({ metadata }) =>
      metadata.ownerReferences?.some(({ uid, controller }) => controller && uid === rollout.metadata.uid),
    )
    .map(describe)
    .sort((a, b) => b.revision - a.revision);
  const earlier = owned.slice(1);
  if (toVersion === undefined) return earlier[0];
  return earlier.find((one) => hasVersion(one, toVersion));
}

function describe(replicaSet: ReplicaSet): Previous {
  return {
    revision: Number(replicaSet.metadata.annotations?.[revisionAnnotation] ?? 0),
    images: replicaSet.spec.template.spec.containers.flatMap(({ image }) => image ?? []),
    replicaSet,
  };
}

function hasVersion({ images, replicaSet }: Previous, version: string): boolean {
  const labels = replicaSet.spec.template.metadata?.labels;
  if (labels?.['app.kubernetes.io/version'] === version) return true;
  return images.some((image) => image.endsWith(`:${version}`) || image.includes(`:${version}@`));
}
