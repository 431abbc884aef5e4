import type { CommandAccepted } from '@hormesis/api';
import type { Command } from 'commander';
import { type CommonOptions, runBriefly, serverCommand } from '../cli/command.js';
import { printResult } from '../cli/output.js';
import { Server } from '../cli/server.js';

export type Lifting = {
  name: string;
  description: string;
  /** What is lifted, as the API has it in its path. */
  what: 'freezes' | 'marks';
  /** The argument, in words. */
  id: string;
  /** What is said when it is done, and when there was nothing to do. */
  lifted: (id: string) => string;
  wasLifted: (id: string) => string;
};

/** A command that takes a safeguard back before its time. */
export function liftCommand({ name, description, what, id: argument, lifted, wasLifted }: Lifting): Command {
  return serverCommand(name, description)
    .argument('<id>', argument)
    .option('--reason <text>', 'why; it stands on the event')
    .action(
      runBriefly(async (id: string, options: CommonOptions & { reason?: string }) => {
        const query =
          options.reason === undefined ? '' : `?${new URLSearchParams({ reason: options.reason })}`;
        const accepted = await Server.find(options).delete<CommandAccepted>(
          `/api/policy/${what}/${encodeURIComponent(id)}${query}`,
        );
        printResult(options, accepted, () => [accepted.events.length === 0 ? wasLifted(id) : lifted(id)]);
      }),
    );
}
