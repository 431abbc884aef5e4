import type { CommandAccepted } from '@hormesis/api';
import type { Command } from 'commander';
import { type CommonOptions, runBriefly, serverCommand } from '../cli/command.js';
import { printResult } from '../cli/output.js';
import { Server } from '../cli/server.js';
import { proposalPath } from './proposal-path.js';

type AcceptOptions = CommonOptions & { note?: string; untested?: boolean };

export function acceptCommand(): Command {
  return serverCommand('accept', 'accept a proposal; it is delivered, and in force once that is seen')
    .argument('<id>', 'the proposal')
    .option('--note <text>', 'anything to keep with it')
    .option('--untested', 'also if no backtest speaks for it; --note must say why')
    .action(
      runBriefly(async (id: string, options: AcceptOptions) => {
        const { note, untested } = options;
        const body = { ...(note === undefined ? {} : { note }), ...(untested ? { untested } : {}) };
        const accepted = await Server.find(options).post<CommandAccepted>(proposalPath(id, 'accept'), body);
        printResult(options, accepted, () => [
          accepted.events.length === 0
            ? `${id} was accepted already.`
            : `${id} is accepted. It is in force once that is seen: hormesis proposals show ${id}`,
        ]);
      }),
    );
}
