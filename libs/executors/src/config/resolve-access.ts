import { readFileSync } from 'node:fs';
import { appAccess, type GitHubAccess, tokenAccess } from '../github/github-access.js';
import { type ClusterAccess, inClusterAccess } from '../kubernetes/cluster-access.js';
import { ExecutorsFault } from './config-fault.js';
import type { ExecutorEntry } from './config-schema.js';

/** Where an entry is in the file, and the variables that it may name. */
export type Making = { env: Readonly<Record<string, string | undefined>>; where: string };

export function vendorOf(entry: { url: string; project: string; tokenEnv: string }, making: Making) {
  const { url, project, tokenEnv } = entry;
  return { url, project, tokenName: tokenEnv, token: secretOf(tokenEnv, 'tokenEnv', making) };
}

export function clusterOf(
  cluster: Extract<ExecutorEntry, { kind: 'argo-rollouts' }>['cluster'],
  making: Making,
): ClusterAccess {
  try {
    if ('inCluster' in cluster) return inClusterAccess(making.env);
    const token = secretOf(cluster.tokenEnv, 'cluster.tokenEnv', making);
    return {
      url: cluster.url,
      token: async () => token,
      tokenFrom: `it is in ${cluster.tokenEnv}`,
      secrets: () => [token],
      ...(cluster.caFile === undefined ? {} : { ca: readFileSync(cluster.caFile, 'utf8') }),
    };
  } catch (error) {
    if (error instanceof ExecutorsFault) throw error;
    throw new ExecutorsFault(
      `${making.where}.cluster`,
      error instanceof Error ? error.message : String(error),
    );
  }
}

export function githubOf(
  {
    url,
    tokenEnv,
    app,
  }: {
    url: string;
    tokenEnv?: string | undefined;
    app?: { id: string; installation: string; privateKeyEnv: string } | undefined;
  },
  making: Making,
): GitHubAccess {
  if (app) {
    const privateKey = secretOf(app.privateKeyEnv, 'app.privateKeyEnv', making).replaceAll('\\n', '\n');
    return appAccess(url, { id: app.id, installation: app.installation, privateKey });
  }
  if (tokenEnv === undefined) throw new ExecutorsFault(making.where, 'it needs "tokenEnv" or "app".');
  return tokenAccess(url, secretOf(tokenEnv, 'tokenEnv', making), tokenEnv);
}

export function secretOf(variable: string, field: string, { env, where }: Making): string {
  const secret = env[variable];
  if (!secret)
    throw new ExecutorsFault(`${where}.${field}`, `the environment variable ${variable} is not set.`);
  return secret;
}
