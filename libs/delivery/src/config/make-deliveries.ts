import { appAccess, type GitHubAccess, tokenAccess } from '@hormesis/executors';
import { BranchDelivery } from '../branch/branch-delivery.js';
import type { Delivery, Parcel } from '../delivery.js';
import { GitForge } from '../git/git-forge.js';
import { GitHubForge } from '../github/github-forge.js';
import { GitLabForge } from '../gitlab/gitlab-forge.js';
import { PrometheusReload } from '../rules/prometheus-reload.js';
import { RulesDirectory } from '../rules/rules-directory.js';
import { DeliveryFault } from './config-fault.js';
import type { ChannelEntry } from './config-schema.js';
import { readDeliveryFile } from './read-delivery-file.js';
import { routeFor } from './route-for.js';

type Environment = Readonly<Record<string, string | undefined>>;

export type Deliveries = {
  /** Those of the file, by name. */
  channels: ReadonlyMap<string, Delivery>;
  /** The names of the channels for a proposal; `flags` and `sentinel` are no channels of the file. */
  routeFor(parcel: Pick<Parcel, 'kind' | 'service' | 'environment'>): readonly string[];
};

/** What the text of HORMESIS_DELIVERY_FILE describes. @throws DeliveryFault when it cannot be used */
export function makeDeliveries(text: string, env: Environment): Deliveries {
  const { channels, deliver } = readDeliveryFile(text);
  const made = Object.entries(channels).map(
    ([name, entry]) => [name, make(name, entry, { env, where: `channels.${name}` })] as const,
  );
  return { channels: new Map(made), routeFor: (parcel) => routeFor(deliver, parcel) };
}

type Making = { env: Environment; where: string };

function make(name: string, entry: ChannelEntry, making: Making): Delivery {
  const limits = { timeoutMs: entry.timeoutMs };
  if (entry.kind === 'rules-directory') {
    const { directory, reload: url, reloadTokenEnv } = entry;
    const token =
      reloadTokenEnv === undefined ? {} : { token: secretOf(reloadTokenEnv, 'reloadTokenEnv', making) };
    const reload = url === undefined ? {} : { reload: new PrometheusReload({ url, ...token }) };
    return new RulesDirectory({ name, limits, directory, ...reload });
  }
  const { prefix, labels } = entry;
  return new BranchDelivery(forgeOf(entry, making), { name, limits, prefix, labels });
}

function forgeOf(entry: Exclude<ChannelEntry, { kind: 'rules-directory' }>, making: Making) {
  switch (entry.kind) {
    case 'github':
      return new GitHubForge(githubOf(entry, making), entry);
    case 'gitlab': {
      const token = secretOf(entry.tokenEnv, 'tokenEnv', making);
      return new GitLabForge({ ...entry, token, tokenFrom: `the token in ${entry.tokenEnv}` });
    }
    case 'git':
      return new GitForge({ ...entry, env: making.env, commandMs: Math.ceil(entry.timeoutMs / 2) });
  }
}

function githubOf(
  { url, tokenEnv, app }: Extract<ChannelEntry, { kind: 'github' }>,
  making: Making,
): GitHubAccess {
  if (app) {
    const privateKey = secretOf(app.privateKeyEnv, 'app.privateKeyEnv', making).replaceAll('\\n', '\n');
    return appAccess(url, { id: app.id, installation: app.installation, privateKey });
  }
  if (tokenEnv === undefined) throw new DeliveryFault(making.where, 'it needs "tokenEnv" or "app".');
  return tokenAccess(url, secretOf(tokenEnv, 'tokenEnv', making), tokenEnv);
}

function secretOf(variable: string, field: string, { env, where }: Making): string {
  const secret = env[variable];
  if (secret) return secret;
  throw new DeliveryFault(`${where}.${field}`, `the environment variable ${variable} is not set.`);
}
