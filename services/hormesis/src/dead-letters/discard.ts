import type { RetriesRequested } from '@hormesis/api';
import type { Command } from 'commander';
import { type CommonOptions, runBriefly, serverCommand } from '../cli/command.js';
import { printResult } from '../cli/output.js';
import { Server } from '../cli/server.js';
import { wholeNumber } from '../cli/whole-number.js';

type DiscardOptions = CommonOptions & { reason: string };

export function discardCommand(): Command {
  return serverCommand('discard', 'leave an event out, and let what waits behind it flow')
    .argument('<number>', 'the dead letter', wholeNumber)
    .requiredOption('--reason <text>', 'why it may be left out; it stands beside the letter')
    .action(
      runBriefly(async (seq: number, options: DiscardOptions) => {
        const { reason } = options;
        const { requested } = await Server.find(options).post<RetriesRequested>(
          `/api/dead-letters/${seq}/discard`,
          { reason },
        );
        printResult(options, { seq, requested }, () => [
          `Dead letter ${seq} is discarded. ${others(requested)}`,
        ]);
      }),
    );
}

function others(requested: number): string {
  if (requested === 0) return 'Nothing waits behind it.';
  return requested === 1
    ? 'The one that waits in its row is tried again.'
    : `The ${requested} that wait in its row are tried again.`;
}
