import type { CommandAccepted } from '@hormesis/api';
import type { Command } from 'commander';
import { type CommonOptions, runBriefly, serverCommand } from '../cli/command.js';
import { printResult } from '../cli/output.js';
import { Server } from '../cli/server.js';
import { proposalPath } from './proposal-path.js';

type AssignOptions = CommonOptions & { owner: string; due?: string };

export function assignCommand(): Command {
  return serverCommand('assign', 'give a proposal to a team or a person, by a day if one is named')
    .argument('<id>', 'the proposal')
    .requiredOption('--owner <name>', 'a team or a person')
    .option('--due <day>', 'until when: 2026-12-01, or a point in time')
    .action(
      runBriefly(async (id: string, options: AssignOptions) => {
        const { owner, due } = options;
        const body = { owner, ...(due === undefined ? {} : { due }) };
        const accepted = await Server.find(options).post<CommandAccepted>(proposalPath(id, 'assign'), body);
        const until = due === undefined ? '' : `, until ${due}`;
        printResult(options, accepted, () => [`${id} is for ${owner} to see to${until}.`]);
      }),
    );
}
