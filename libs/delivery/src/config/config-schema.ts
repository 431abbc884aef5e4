import { proposalKind } from '@hormesis/events/learning';
import { z } from 'zod';

const name = z.string().min(1);
const url = z.url({ protocol: /^https?$/ });
const variable = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'must be the name of an environment variable, not the secret itself');
const timeoutMs = z.int().min(1_000).max(900_000);
const repository = {
  branch: name.default('main'),
  /** A folder of the repository under which the files go. */
  prefix: z.string().default(''),
  labels: z.array(name).default(['hormesis']),
  timeoutMs: timeoutMs.default(60_000),
};

const github = z.strictObject({
  kind: z.literal('github'),
  repository: z.string().regex(/^[\w.-]+\/[\w.-]+$/, 'must be owner/name'),
  url: url.default('https://api.github.com'),
  tokenEnv: variable.optional(),
  app: z.strictObject({ id: name, installation: name, privateKeyEnv: variable }).optional(),
  ...repository,
});

const gitlab = z.strictObject({
  kind: z.literal('gitlab'),
  project: name,
  url: url.default('https://gitlab.com'),
  tokenEnv: variable,
  ...repository,
});

const git = z.strictObject({
  kind: z.literal('git'),
  remote: name.regex(/^[^-]/, 'must be an address, and not begin with -'),
  author: z
    .strictObject({ name, email: name })
    .default({ name: 'Hormesis', email: 'hormesis@users.noreply.localhost' }),
  ...repository,
  timeoutMs: timeoutMs.default(180_000),
});

const rulesDirectory = z.strictObject({
  kind: z.literal('rules-directory'),
  directory: name.regex(/^\//, 'must be an absolute path'),
  /** The Prometheus that reads it. */
  reload: url.optional(),
  reloadTokenEnv: variable.optional(),
  timeoutMs: timeoutMs.default(30_000),
});

/** What every installation has without being told: the built-in flags, and the sentinel. */
export const builtIn = ['flags', 'sentinel'] as const;

const channelName = z.string().regex(/^[a-z][\w-]{0,60}$/, 'must be a short name in small letters');

const route = z.strictObject({
  services: z.array(name).min(1).default(['*']),
  environments: z.array(name).min(1).default(['*']),
  kinds: z
    .array(proposalKind)
    .min(1)
    .default([...proposalKind.options]),
  to: z.array(channelName),
});

/** What HORMESIS_DELIVERY_FILE may say. Secrets are named by their variables, and never stand in it. */
export const deliveryFile = z.strictObject({
  channels: z
    .record(channelName, z.discriminatedUnion('kind', [github, gitlab, git, rulesDirectory]))
    .default({}),
  deliver: z.array(route).default([]),
});

export type DeliveryFile = z.infer<typeof deliveryFile>;
export type ChannelEntry = DeliveryFile['channels'][string];
export type Route = DeliveryFile['deliver'][number];
