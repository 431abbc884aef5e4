import type { CommandAccepted, FlagFinding, FlagPolicies, GateAnswer } from '@hormesis/api';
import { Argument, Command } from 'commander';
import { ago } from '../cli/ago.js';
import { type CommonOptions, runBriefly, serverCommand } from '../cli/command.js';
import { printResult, say } from '../cli/output.js';
import { Server } from '../cli/server.js';
import { table } from '../cli/table.js';

type CheckOptions = CommonOptions & {
  environment: string;
  release?: string;
  userFacing?: boolean;
  flag?: string;
};

/** Keeps what users can notice behind flags. */
export function gateCommand(): Command {
  return new Command('gate')
    .description('ask before a deployment whether it may go on: what users can notice belongs behind a flag')
    .addCommand(checkCommand())
    .addCommand(findingsCommand())
    .addCommand(policyCommand());
}

function checkCommand(): Command {
  return serverCommand('check', 'whether a deployment may go on; it ends with 4 where it may not')
    .argument('<service>', 'the service that is to be deployed')
    .requiredOption('--environment <name>', 'where to')
    .option('--release <version>', 'its version')
    .option('--user-facing', 'users can notice what it changes')
    .option('--flag <key>', 'the flag that the change is behind')
    .action(runBriefly(check));
}

async function check(service: string, options: CheckOptions): Promise<void> {
  const { environment, release, userFacing = false, flag } = options;
  const answer = await Server.find(options).post<GateAnswer>('/api/gate/deployment', {
    service,
    environment,
    userFacing,
    ...(release === undefined ? {} : { version: release }),
    ...(flag === undefined ? {} : { flag }),
  });
  if (answer.warning) say(options, `Warning: ${answer.warning}`);
  printResult(options, answer, () => ['It may go on.']);
}

function findingsCommand(): Command {
  return serverCommand('findings', 'what users can notice and runs behind no flag').action(
    runBriefly(async (options: CommonOptions) => {
      const { items } = await Server.find(options).json<{ items: FlagFinding[] }>(
        '/api/flag-policy/findings',
      );
      printResult(options, items, () =>
        items.length === 0
          ? ['Nothing: all that users can notice is behind a flag, as far as deployments say.']
          : table([['SERVICE', 'ENVIRONMENT', 'VERSION', 'SINCE', 'WHAT'], ...items.map(row)]),
      );
    }),
  );
}

function row({ service, environment, version, at, reason }: FlagFinding): string[] {
  return [service, environment, version ?? '', ago(at), reason];
}

function policyCommand(): Command {
  return serverCommand('policy', 'show the policies, or set that of a service (* for all that have none)')
    .argument('[service]', 'the service')
    .addArgument(new Argument('[mode]', 'what is done').choices(['off', 'report', 'refuse']))
    .option('--reason <text>', 'why; it stands on the event')
    .action(runBriefly(policy));
}

async function policy(
  service: string | undefined,
  mode: string | undefined,
  options: CommonOptions & { reason?: string },
): Promise<void> {
  const server = Server.find(options);
  if (service === undefined || mode === undefined) {
    const policies = await server.json<FlagPolicies>('/api/flag-policy');
    const shown = policies.items.filter((one) => service === undefined || one.service === service);
    printResult(options, policies, () =>
      table([
        ['SERVICE', 'POLICY'],
        ...shown.map((one) => [one.service, one.mode]),
        ['*', policies.otherwise],
      ]),
    );
    return;
  }
  const { reason } = options;
  const accepted = await server.json<CommandAccepted>(`/api/flag-policy/${encodeURIComponent(service)}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ mode, ...(reason === undefined ? {} : { reason }) }),
  });
  printResult(options, accepted, () => [`The policy of ${service} is ${mode}.`]);
}
