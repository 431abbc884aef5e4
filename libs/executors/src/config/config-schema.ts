import { z } from 'zod';

const name = z.string().min(1);
const url = z.url({ protocol: /^https?$/ });
const variable = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'must be the name of an environment variable, not the secret itself');
const timeoutMs = z.int().min(1_000).max(900_000);
const place = { service: name, environment: name };
const ownerAndName = z.string().regex(/^[\w.-]+\/[\w.-]+$/, 'must be owner/name');

const cluster = z.union([
  z.strictObject({ inCluster: z.literal(true) }),
  z.strictObject({ url, tokenEnv: variable, caFile: name.optional() }),
]);

const vendorFlags = {
  name: name.optional(),
  timeoutMs: timeoutMs.default(30_000),
  tokenEnv: variable,
  environments: z.record(z.string(), name),
  flags: z.record(z.string(), name).default({}),
  sameKeys: z.boolean().default(false),
};

const github = {
  name: name.optional(),
  timeoutMs: timeoutMs.default(60_000),
  url: url.default('https://api.github.com'),
  tokenEnv: variable.optional(),
  app: z.strictObject({ id: name, installation: name, privateKeyEnv: variable }).optional(),
};
const repository = {
  ...place,
  repository: ownerAndName,
  branch: name.default('main'),
  tag: name.includes('{version}', 'must contain {version}').default('{version}'),
};

const argo = z.strictObject({
  kind: z.literal('argo-rollouts'),
  name: name.optional(),
  timeoutMs: timeoutMs.default(120_000),
  cluster,
  rollouts: z.array(z.strictObject({ ...place, namespace: name, rollout: name })).min(1),
});

const flagger = z.strictObject({
  kind: z.literal('flagger'),
  name: name.optional(),
  timeoutMs: timeoutMs.default(120_000),
  cluster: cluster.optional(),
  canaries: z.array(z.strictObject({ ...place, namespace: name, canary: name })).min(1),
});

const unleash = z.strictObject({
  kind: z.literal('unleash'),
  url,
  project: name.default('default'),
  ...vendorFlags,
});

const launchdarkly = z.strictObject({
  kind: z.literal('launchdarkly'),
  url: url.default('https://app.launchdarkly.com'),
  project: name,
  ...vendorFlags,
});

const githubDeployment = z.strictObject({
  kind: z.literal('github-deployment'),
  ...github,
  timeoutMs: timeoutMs.default(300_000),
  repositories: z
    .array(
      z.strictObject({ ...repository, deployEnvironment: name.optional(), task: name.default('deploy') }),
    )
    .min(1),
});

const githubRevert = z.strictObject({
  kind: z.literal('github-revert'),
  ...github,
  repositories: z.array(z.strictObject(repository)).default([]),
  flagFiles: z
    .array(
      z.strictObject({
        environment: name,
        repository: ownerAndName,
        branch: name.default('main'),
        path: name,
      }),
    )
    .default([]),
});

const webhook = z.strictObject({
  kind: z.literal('webhook'),
  name: name.optional(),
  timeoutMs: timeoutMs.default(30_000),
  url,
  secretEnv: variable,
  places: z.array(z.strictObject(place)).optional(),
});

/** What HORMESIS_EXECUTORS_FILE may say. Secrets are named by their variables, and never stand in it. */
export const executorsFile = z.strictObject({
  executors: z.array(
    z.discriminatedUnion('kind', [
      argo,
      flagger,
      unleash,
      launchdarkly,
      githubDeployment,
      githubRevert,
      webhook,
    ]),
  ),
});

export type ExecutorEntry = z.infer<typeof executorsFile>['executors'][number];
