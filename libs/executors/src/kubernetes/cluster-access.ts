import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

/** How to reach a cluster. */
export type ClusterAccess = {
  url: string;
  /** PEM; absent: the usual authorities. */
  ca?: string;
  /** Asked for with every request: the token of a service account is renewed while we run. */
  token(): Promise<string>;
  /** Where the token comes from, in words. */
  tokenFrom: string;
  /** What must never be shown. */
  secrets(): readonly string[];
};

const mounted = '/var/run/secrets/kubernetes.io/serviceaccount';

/** What every pod is given (kubernetes.io: Accessing the Kubernetes API from a Pod). @throws outside a pod */
export function inClusterAccess(
  env: Readonly<Record<string, string | undefined>>,
  folder = mounted,
): ClusterAccess {
  const host = env.KUBERNETES_SERVICE_HOST;
  if (!host) throw new Error('"inCluster" works in a pod only: KUBERNETES_SERVICE_HOST is not set.');
  let last = '';
  return {
    url: `https://${host.includes(':') ? `[${host}]` : host}:${env.KUBERNETES_SERVICE_PORT || '443'}`,
    ca: readFileSync(`${folder}/ca.crt`, 'utf8'),
    token: async () => {
      last = (await readFile(`${folder}/token`, 'utf8')).trim();
      return last;
    },
    tokenFrom: `it is the one of this pod’s service account (${folder}/token)`,
    secrets: () => [last],
  };
}
