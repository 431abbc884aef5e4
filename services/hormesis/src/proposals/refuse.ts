import type { CommandAccepted } from '@hormesis/api';
import type { Command } from 'commander';
import { type CommonOptions, runBriefly, serverCommand } from '../cli/command.js';
import { printResult } from '../cli/output.js';
import { Server } from '../cli/server.js';
import { proposalPath } from './proposal-path.js';

export function rejectCommand(): Command {
  return commandWithReason('reject', 'turn a proposal down, with the reason', 'rejected');
}

export function retireCommand(): Command {
  return commandWithReason('retire', 'take an accepted proposal, or a guard, out of force', 'retired');
}

function commandWithReason(name: string, description: string, done: string): Command {
  return serverCommand(name, description)
    .argument('<id>', 'the proposal')
    .requiredOption('--reason <text>', 'why; it is kept, and shown in the weekly report')
    .action(
      runBriefly(async (id: string, options: CommonOptions & { reason: string }) => {
        const { reason } = options;
        const accepted = await Server.find(options).post<CommandAccepted>(proposalPath(id, name), { reason });
        printResult(options, accepted, () => [
          `${id} ${accepted.events.length === 0 ? `was ${done} already` : `is ${done}`}.`,
        ]);
      }),
    );
}
