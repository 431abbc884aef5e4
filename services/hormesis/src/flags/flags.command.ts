import type { CommandAccepted, Flag } from '@hormesis/api';
import type { Command } from 'commander';
import { CliError } from '../cli/cli-error.js';
import { type CommonOptions, run, serverCommand } from '../cli/command.js';
import { printResult } from '../cli/output.js';
import { Server } from '../cli/server.js';
import { ago, table } from '../cli/table.js';

type FlipOptions = CommonOptions & { reason?: string };

export function flagsCommand(): Command {
  const flags = serverCommand('flags', 'list flags, or turn one on or off').action(run(list));
  flags.addCommand(serverCommand('list', 'all flags and their state').action(run(list)));
  flags.addCommand(flip('on', 'ENABLED', 'turn a flag on'));
  flags.addCommand(flip('off', 'DISABLED', 'turn a flag off: everybody gets the code default'));
  return flags;
}

async function list(options: CommonOptions): Promise<void> {
  const { items } = await Server.find(options).json<{ items: Flag[] }>('/api/flags');
  printResult(options, items, () =>
    items.length === 0
      ? ['No flags yet. Define one: PUT /api/flags/<key> (see docs/how-to/use-flags.md).']
      : table([['FLAG', 'STATE', 'SHARE', 'CHANGED', 'BY', 'REASON'], ...items.map(row)]),
  );
}

function row(flag: Flag): string[] {
  return [
    flag.key,
    flag.state === 'ENABLED' ? 'on' : 'off',
    flag.percentage === null ? '' : `${flag.percentage} %`,
    ago(flag.changedAt),
    flag.changedBy?.id ?? '',
    flag.reason ?? '',
  ];
}

function flip(name: string, state: Flag['state'], description: string): Command {
  return serverCommand(name, description)
    .argument('<key>', 'the flag')
    .option('--reason <text>', 'why; it stands on the event')
    .action(
      run(async (key: string, options: FlipOptions) => {
        if (!options.reason) throw new CliError('usage', 'Say why: --reason "…". It stands on the event.');
        const accepted = await Server.find(options).post<CommandAccepted>(
          `/api/flags/${encodeURIComponent(key)}/flip`,
          {
            state,
            reason: options.reason,
          },
        );
        printResult(options, accepted, () => [
          accepted.events.length === 0 ? `${key} was already ${name}.` : `${key} is ${name}.`,
        ]);
      }),
    );
}
