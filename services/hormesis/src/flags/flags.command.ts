import type { CommandAccepted, Flag } from '@hormesis/api';
import { Command } from 'commander';
import { type AsOfOptions, asOfSearch, sayAsOf, withAsOf } from '../as-of/as-of-options.js';
import { ago } from '../cli/ago.js';
import { assertNoCommand } from '../cli/assert-no-command.js';
import { type CommonOptions, runBriefly, serverCommand } from '../cli/command.js';
import { printResult } from '../cli/output.js';
import { Server } from '../cli/server.js';
import { stale } from '../cli/stale.js';
import { table } from '../cli/table.js';
import { rampCommand, rampControls, showCommand } from './ramp-commands.js';

type FlipOptions = CommonOptions & { reason: string };

export function flagsCommand(): Command {
  const flags = new Command('flags')
    .description('list flags, turn one on or off, or give it to more and more users')
    .addCommand(listCommand(), { isDefault: true })
    .addCommand(flip('on', 'ENABLED', 'turn a flag on'))
    .addCommand(flip('off', 'DISABLED', 'turn a flag off: everybody gets the code default'))
    .addCommand(rampCommand())
    .addCommand(showCommand());
  for (const control of rampControls()) flags.addCommand(control);
  return flags;
}

function listCommand(): Command {
  return withAsOf(serverCommand('list', 'all flags and their state, now or as of then'))
    .allowExcessArguments()
    .action(runBriefly(list));
}

async function list(options: CommonOptions & AsOfOptions, { args, parent }: Command): Promise<void> {
  assertNoCommand(args, parent);
  const { items, asOf } = await Server.find(options).list<Flag>('/api/flags', asOfSearch(options));
  sayAsOf(options, asOf);
  printResult(options, asOf ? { items, asOf } : items, () =>
    items.length === 0
      ? ['No flags yet. Define one: PUT /api/flags/<key> (see docs/how-to/use-flags.md).']
      : table([['FLAG', 'STATE', 'SHARE', 'CHANGED', 'BY', 'REASON', ''], ...items.map(row)]),
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
    stale(flag.staleSince),
  ];
}

function flip(name: string, state: Flag['state'], description: string): Command {
  return serverCommand(name, description)
    .argument('<key>', 'the flag')
    .requiredOption('--reason <text>', 'why; it stands on the event')
    .action(
      runBriefly(async (key: string, options: FlipOptions) => {
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
