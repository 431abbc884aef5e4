import type { CommandAccepted } from '@hormesis/api';
import type { Command } from 'commander';
import { CliError } from '../cli/cli-error.js';
import { type CommonOptions, runBriefly, serverCommand } from '../cli/command.js';
import { printResult } from '../cli/output.js';
import { Server } from '../cli/server.js';
import { liftCommand } from './lift-command.js';

type MarkOptions = CommonOptions & {
  change?: string;
  source?: string;
  service?: string;
  environment?: string;
  release?: string;
  reason: string;
};

export function markCommand(): Command {
  return serverCommand('mark', 'say that a change, or a version of a service, must not be rolled back')
    .option('--change <id>', 'the change, by the id of its event')
    .option('--source <source>', 'the source of that event, if its id alone is not enough')
    .option('--service <name>', 'the service')
    .option('--environment <name>', 'only there')
    .option('--release <version>', 'only this version')
    .requiredOption('--reason <text>', 'why: a migration ran')
    .action(
      runBriefly(async (options: MarkOptions) => {
        const { change, source, service, environment, release, reason } = options;
        if ((change === undefined) === (service === undefined)) {
          throw new CliError('usage', 'What is to be marked?', 'Give --change, or --service and --release.');
        }
        const server = Server.find(options);
        const accepted =
          change === undefined
            ? await server.post<CommandAccepted>('/api/policy/marks', {
                service,
                environment,
                version: release,
                reason,
              })
            : await server.put<CommandAccepted>(`/api/changes/${encodeURIComponent(change)}/mark`, {
                source,
                reason,
              });
        printResult(options, accepted, () => [
          accepted.events.length === 0
            ? 'It was marked already.'
            : 'It is not rolled back by the guardian alone.',
        ]);
      }),
    );
}

export function unmarkCommand(): Command {
  return liftCommand({
    name: 'unmark',
    description: 'lift a mark: what it was on may be rolled back again',
    what: 'marks',
    id: 'the mark, as policy list names it',
    lifted: () => 'It may be rolled back again.',
    wasLifted: () => 'It was lifted already.',
  });
}
