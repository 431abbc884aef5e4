import type { CommandAccepted } from '@hormesis/api';
import { Argument, type Command, Option } from 'commander';
import { type CommonOptions, runBriefly, serverCommand } from '../cli/command.js';
import { printResult } from '../cli/output.js';
import { Server } from '../cli/server.js';
import { inWords, type ScopeOptions, withScope } from './scope-options.js';

type BreakerOptions = CommonOptions & ScopeOptions & { changes: string; reason?: string };

export function breakerCommand(): Command {
  return withScope(serverCommand('breaker', 'let the guardian act again after its breaker tripped'))
    .addArgument(new Argument('<order>', 'what to do').choices(['reset']))
    .addOption(
      new Option('--changes <kind>', 'the kind of change of its rule')
        .choices(['*', 'deployment', 'flag', 'config'])
        .default('*'),
    )
    .option('--reason <text>', 'why; it stands on the event')
    .action(
      runBriefly(async (_order: string, options: BreakerOptions) => {
        const { service, environment, changes: changeKind, reason } = options;
        const accepted = await Server.find(options).post<CommandAccepted>('/api/policy/breakers/reset', {
          ...{ service, environment, changeKind, reason },
        });
        printResult(options, accepted, () => [
          accepted.events.length === 0
            ? `No breaker is open for ${inWords(options)}.`
            : `The guardian may act again for ${inWords(options)}.`,
        ]);
      }),
    );
}
