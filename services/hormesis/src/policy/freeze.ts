import type { CommandAccepted } from '@hormesis/api';
import type { Command } from 'commander';
import { CliError } from '../cli/cli-error.js';
import { type CommonOptions, runBriefly, serverCommand } from '../cli/command.js';
import { printResult } from '../cli/output.js';
import { Server } from '../cli/server.js';
import { liftCommand } from './lift-command.js';
import { inWords, type ScopeOptions, withScope } from './scope-options.js';

type FreezeOptions = CommonOptions &
  ScopeOptions & { from?: string; until?: string; weekly?: string; timeZone?: string; reason: string };

export function freezeCommand(): Command {
  return withScope(
    serverCommand('freeze', 'let the guardian recommend instead of acting, for a time or each week'),
  )
    .option('--from <time>', 'when it begins, in RFC 3339 (default: now)')
    .option('--until <time>', 'when it ends, in RFC 3339 (default: when it is lifted)')
    .option('--weekly <span>', 'a part of each week: "fri 16:00 - mon 08:00"')
    .option(
      '--time-zone <name>',
      'whose clocks --weekly means, like Europe/Berlin (default: those of this machine)',
    )
    .requiredOption('--reason <text>', 'why; it stands on the event')
    .action(
      runBriefly(async (options: FreezeOptions) => {
        const { service, environment, from, until, weekly, timeZone = localZone(), reason } = options;
        const body = {
          ...{ service, environment, from, until, reason },
          ...(weekly === undefined ? {} : { weekly: { ...spanOf(weekly), timeZone } }),
        };
        const accepted = await Server.find(options).post<CommandAccepted>('/api/policy/freezes', body);
        printResult(options, accepted, () => [`The guardian only recommends for ${inWords(options)}.`]);
      }),
    );
}

export function unfreezeCommand(): Command {
  return liftCommand({
    name: 'unfreeze',
    description: 'lift a freeze before its time',
    what: 'freezes',
    id: 'the freeze, as policy list names it',
    lifted: (id) => `${id} is lifted.`,
    wasLifted: (id) => `${id} was lifted already.`,
  });
}

function spanOf(text: string): { from: string; to: string } {
  const [from = '', to = ''] = text.toLowerCase().split(/\s+-\s+/);
  const moment = /^(mon|tue|wed|thu|fri|sat|sun) ([01]\d|2[0-3]):[0-5]\d$/;
  if (moment.test(from) && moment.test(to)) return { from, to };
  throw new CliError('usage', `"${text}" is no part of a week.`, 'Write it like "fri 16:00 - mon 08:00".');
}

function localZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}
