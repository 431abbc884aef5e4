/**
 * A Rollout in the middle of its canary steps, and its ReplicaSets. Recorded objects: argo-rollouts,
 * pkg/kubectl-argo-rollouts/info/testdata/canary/{canary-rollout,stable-rs,canary-rs}.yaml (Apache-2.0), without fields that nobody
 * reads; `phase` and `message` are added as later versions write them, and an older revision.
 */
export const midwayRollout = {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Rollout',
  metadata: {
    annotations: { 'rollout.argoproj.io/revision': '31' },
    creationTimestamp: '2019-10-25T06:07:18Z',
    generation: 429,
    labels: { app: 'canary-demo', 'app.kubernetes.io/instance': 'jesse-test' },
    name: 'canary-demo',
    namespace: 'jesse-test',
    resourceVersion: '28253567',
    uid: 'b350ba76-f6ed-11e9-a15b-42010aa80033',
  },
  spec: {
    progressDeadlineSeconds: 30,
    replicas: 5,
    revisionHistoryLimit: 3,
    selector: { matchLabels: { app: 'canary-demo' } },
    strategy: { canary: { canaryService: 'canary-demo-preview', steps: [{ setWeight: 20 }, { pause: {} }] } },
    template: templateOf('argoproj/rollouts-demo:does-not-exist'),
  },
  status: {
    HPAReplicas: 6,
    availableReplicas: 5,
    blueGreen: {},
    canary: {},
    stableRS: '877894d5b',
    currentPodHash: '65fb5ffc84',
    currentStepHash: 'f64cdc9d',
    currentStepIndex: 0,
    observedGeneration: '429',
    phase: 'Progressing',
    message: 'more replicas need to be updated',
    readyReplicas: 5,
    replicas: 6,
    selector: 'app=canary-demo',
    updatedReplicas: 1,
  },
};

export const canaryReplicaSet = replicaSet('65fb5ffc84', '31', 'argoproj/rollouts-demo:does-not-exist');
export const greenReplicaSet = replicaSet('877894d5b', '30', 'argoproj/rollouts-demo:green');
export const olderReplicaSet = replicaSet('859c99b45c', '29', 'argoproj/rollouts-demo:blue');

function replicaSet(hash: string, revision: string, image: string) {
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      annotations: { 'rollout.argoproj.io/desired-replicas': '5', 'rollout.argoproj.io/revision': revision },
      labels: { app: 'canary-demo', 'rollouts-pod-template-hash': hash },
      name: `canary-demo-${hash}`,
      namespace: 'jesse-test',
      ownerReferences: [
        {
          apiVersion: 'argoproj.io/v1alpha1',
          blockOwnerDeletion: true,
          controller: true,
          kind: 'Rollout',
          name: 'canary-demo',
          uid: 'b350ba76-f6ed-11e9-a15b-42010aa80033',
        },
      ],
      resourceVersion: '28253205',
      uid: `58286b27-f7cd-11e9-a15b-${hash}`,
    },
    spec: {
      replicas: 5,
      selector: { matchLabels: { app: 'canary-demo', 'rollouts-pod-template-hash': hash } },
      template: templateOf(image, { 'rollouts-pod-template-hash': hash }),
    },
  };
}

function templateOf(image: string, labels: Record<string, string> = {}) {
  return {
    metadata: { creationTimestamp: null, labels: { app: 'canary-demo', ...labels } },
    spec: {
      containers: [
        {
          image,
          imagePullPolicy: 'Always',
          name: 'canary-demo',
          ports: [{ containerPort: 8080, name: 'http', protocol: 'TCP' }],
          resources: { requests: { cpu: '5m', memory: '32Mi' } },
        },
      ],
    },
  };
}
