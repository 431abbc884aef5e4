import { ArgoExecutor } from '../argo/argo-executor.js';
import type { FactsOf } from '../change-facts.js';
import type { Executor } from '../executor.js';
import { FlaggerExecutor, type ToldGates } from '../flagger/flagger-executor.js';
import { GitHubDeployment } from '../github/github-deployment.js';
import { GitHubRevert } from '../github/github-revert.js';
import { LaunchDarkly } from '../launchdarkly/launchdarkly.js';
import { Unleash } from '../unleash/unleash.js';
import { VendorFlagExecutor } from '../vendor-flags/vendor-flag-executor.js';
import { WebhookExecutor } from '../webhook/webhook-executor.js';
import { webhookKeyOf } from '../webhook/webhook-key.js';
import { ExecutorsFault } from './config-fault.js';
import type { ExecutorEntry } from './config-schema.js';
import { readEntries } from './read-entries.js';
import { clusterOf, githubOf, secretOf, vendorOf } from './resolve-access.js';

export type Surroundings = {
  env: Readonly<Record<string, string | undefined>>;
  factsOf: FactsOf;
  told: ToldGates;
};

export type MadeExecutors = {
  /** In the order of the file. */
  acting: readonly Executor[];
  /** What makes Git agree afterwards. */
  reverts: readonly GitHubRevert[];
};

/** The executors that the text of HORMESIS_EXECUTORS_FILE describes. @throws ExecutorsFault when it cannot be used */
export function makeExecutors(text: string, surroundings: Surroundings): MadeExecutors {
  const made = readEntries(text).map((entry, at) =>
    make(entry, { ...surroundings, where: `executors[${at}]` }),
  );
  return {
    acting: made.filter((one) => !(one instanceof GitHubRevert)),
    reverts: made.filter((one) => one instanceof GitHubRevert),
  };
}

function make(entry: ExecutorEntry, making: Surroundings & { where: string }): Executor {
  const { name = entry.kind, timeoutMs } = entry;
  const common = { name, limits: { timeoutMs } };
  const { factsOf, told } = making;
  switch (entry.kind) {
    case 'argo-rollouts':
      return new ArgoExecutor({
        ...common,
        rollouts: entry.rollouts,
        cluster: clusterOf(entry.cluster, making),
      });
    case 'flagger':
      return new FlaggerExecutor({
        ...common,
        told,
        canaries: entry.canaries,
        ...(entry.cluster ? { cluster: clusterOf(entry.cluster, making) } : {}),
      });
    case 'unleash':
      return new VendorFlagExecutor(new Unleash(vendorOf(entry, making)), { ...entry, ...common });
    case 'launchdarkly':
      return new VendorFlagExecutor(new LaunchDarkly(vendorOf(entry, making)), { ...entry, ...common });
    case 'github-deployment': {
      const repositories = entry.repositories.map(({ deployEnvironment, ...rest }) =>
        deployEnvironment === undefined ? rest : { ...rest, deployEnvironment },
      );
      return new GitHubDeployment({ ...common, factsOf, repositories, access: githubOf(entry, making) });
    }
    case 'github-revert': {
      const { repositories, flagFiles } = entry;
      return new GitHubRevert({
        ...common,
        factsOf,
        repositories,
        flagFiles,
        access: githubOf(entry, making),
      });
    }
    case 'webhook': {
      const key = webhookKeyOf(secretOf(entry.secretEnv, 'secretEnv', making));
      if (!key)
        throw new ExecutorsFault(
          `${making.where}.secretEnv`,
          `${entry.secretEnv} must be whsec_ and 24 to 64 bytes in base64.`,
        );
      const { url, places } = entry;
      return new WebhookExecutor({ name, url, key, timeoutMs, ...(places ? { places } : {}) });
    }
  }
}
