import type { Deployment, Drift } from '@hormesis/api';
import type { Command } from 'commander';
import { type AsOfOptions, asOfSearch, sayAsOf, withAsOf } from '../as-of/as-of-options.js';
import { ago } from '../cli/ago.js';
import { type CommonOptions, runBriefly, serverCommand } from '../cli/command.js';
import { printResult } from '../cli/output.js';
import { Server } from '../cli/server.js';
import { stale } from '../cli/stale.js';
import { table } from '../cli/table.js';
import { driftWords } from '../drift/drift-words.js';
import { readDrift } from '../drift/read-drift.js';

type DeploymentsOptions = CommonOptions & AsOfOptions & { service?: string; environment?: string };

export function deploymentsCommand(): Command {
  return withAsOf(
    serverCommand('deployments', 'what runs where, now or as of then')
      .option('--service <id>', 'only this service')
      .option('--environment <id>', 'only this environment'),
  ).action(runBriefly(deployments));
}

async function deployments(options: DeploymentsOptions): Promise<void> {
  const search = asOfSearch(options);
  const { service, environment } = options;
  for (const [name, value] of Object.entries({ service, environment })) {
    if (value !== undefined) search.set(name, value);
  }
  const server = Server.find(options);
  const { items, asOf } = await server.list<Deployment>('/api/deployments', search);
  const drifts = asOf ? [] : (await readDrift(server)).items;
  sayAsOf(options, asOf);
  printResult(options, asOf ? { items, asOf } : items, () =>
    items.length === 0
      ? ['Nothing is deployed.']
      : table([
          ['SERVICE', 'ENVIRONMENT', 'VERSION', 'PHASE', 'SHARE', 'DEPLOYED', 'BY', ''],
          ...items.map((one) => row(one, drifts)),
        ]),
  );
}

function row(deployment: Deployment, drifts: readonly Drift[]): string[] {
  const drift = drifts.find(
    ({ service, environment, flag }) =>
      flag === null && service === deployment.service && environment === deployment.environment,
  );
  return [
    deployment.service,
    deployment.environment,
    deployment.version ?? '',
    deployment.phase,
    `${deployment.exposure} %`,
    ago(deployment.deployedAt),
    deployment.actor?.id ?? '',
    [stale(deployment.staleSince), drift && driftWords(drift)].filter(Boolean).join(' '),
  ];
}
