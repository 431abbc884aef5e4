import { z } from 'zod';

/** Whose action last wrote to an object. */
export const actionAnnotation = 'hormesis.dev/action';
/** What it wrote: `abort`, `undo` or `pause`. */
export const wayAnnotation = 'hormesis.dev/way';
/** Which pods a ReplicaSet of a Rollout has (argo-rollouts: v1alpha1.DefaultRolloutUniqueLabelKey). */
export const hashLabel = 'rollouts-pod-template-hash';
/** Counts the templates of a Rollout (argo-rollouts: RevisionAnnotation). */
export const revisionAnnotation = 'rollout.argoproj.io/revision';

const metadata = z.looseObject({
  name: z.string(),
  uid: z.string(),
  resourceVersion: z.string(),
  annotations: z.record(z.string(), z.string()).optional(),
  labels: z.record(z.string(), z.string()).optional(),
});

export const podTemplate = z.looseObject({
  metadata: z.looseObject({ labels: z.record(z.string(), z.string()).optional() }).nullish(),
  spec: z.looseObject({
    containers: z.array(z.looseObject({ name: z.string(), image: z.string().optional() })),
  }),
});
export type PodTemplate = z.infer<typeof podTemplate>;

/** What we read of a Rollout, `argoproj.io/v1alpha1`. */
export const rollout = z.looseObject({
  metadata: metadata.extend({ generation: z.number().optional() }),
  spec: z.looseObject({
    paused: z.boolean().optional(),
    template: podTemplate.optional(),
    selector: z.looseObject({ matchLabels: z.record(z.string(), z.string()).optional() }).optional(),
    workloadRef: z.looseObject({ kind: z.string(), name: z.string() }).optional(),
  }),
  status: z
    .looseObject({
      abort: z.boolean().optional(),
      promoteFull: z.boolean().optional(),
      phase: z.string().optional(),
      message: z.string().optional(),
      currentPodHash: z.string().optional(),
      stableRS: z.string().optional(),
      observedGeneration: z.union([z.string(), z.number()]).optional(),
    })
    .optional(),
});
export type Rollout = z.infer<typeof rollout>;

export const replicaSet = z.looseObject({
  metadata: metadata.extend({
    ownerReferences: z
      .array(z.looseObject({ uid: z.string(), controller: z.boolean().optional() }))
      .optional(),
  }),
  spec: z.looseObject({ template: podTemplate }),
});
export type ReplicaSet = z.infer<typeof replicaSet>;
export const replicaSets = z.looseObject({ items: z.array(replicaSet) });

/** Whether a new version is on its way: not all users have it, and an abort takes it back. */
export function isUnderway({ status }: Rollout): boolean {
  const { currentPodHash, stableRS } = status ?? {};
  return currentPodHash !== undefined && stableRS !== undefined && currentPodHash !== stableRS;
}

/** Whether the controller has seen the newest spec. */
export function isObserved({ metadata: { generation }, status }: Rollout): boolean {
  return generation === undefined || String(status?.observedGeneration ?? '') === String(generation);
}

export function phaseOf({ status }: Rollout): string {
  const { phase = 'unknown', message } = status ?? {};
  return message ? `${phase}: ${message}` : phase;
}
