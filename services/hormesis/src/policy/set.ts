import type { CommandAccepted } from '@hormesis/api';
import { Argument, type Command, InvalidArgumentError, Option } from 'commander';
import { type CommonOptions, runBriefly, serverCommand } from '../cli/command.js';
import { printResult } from '../cli/output.js';
import { Server } from '../cli/server.js';
import { inWords, type ScopeOptions, withScope } from './scope-options.js';

const rungs = ['observe', 'recommend', 'pause', 'kill', 'rollback'];

type SetOptions = CommonOptions &
  ScopeOptions & {
    changes: string;
    pin?: boolean;
    earn?: string;
    precision?: number;
    cap?: number | 'none';
    dryRun?: boolean;
    reason?: string;
  };

/** What is not named stays as it is. */
export function setCommand(): Command {
  return withScope(serverCommand('set', 'set how far the guardian may go by a rule; what is not named stays'))
    .addArgument(new Argument('<rung>', 'the furthest that it goes alone').choices(rungs))
    .addOption(
      new Option('--changes <kind>', 'a kind of change')
        .choices(['*', 'deployment', 'flag', 'config'])
        .default('*'),
    )
    .option('--pin', 'the rung is neither earned nor lost')
    .option('--no-pin', 'the rung may be earned and lost')
    .addOption(
      new Option('--earn <how>', 'what happens to a rung that was earned').choices(['ask', 'automatic']),
    )
    .option('--precision <part>', 'part of its actions that must be right, 0.5 to 0.99', part)
    .option('--cap <number>', 'most actions an hour that it takes alone; none: no cap of its own', cap)
    .option('--dry-run', 'decide, and only say what it would have done')
    .option('--no-dry-run', 'do it')
    .option('--reason <text>', 'why; it stands on the event')
    .action(
      runBriefly(async (rung: string, options: SetOptions) => {
        const {
          service,
          environment,
          changes: changeKind,
          pin: pinned,
          earn,
          precision,
          cap,
          dryRun,
          reason,
        } = options;
        const body = { service, environment, changeKind, rung, pinned, earn, precision, dryRun, reason };
        const accepted = await Server.find(options).put<CommandAccepted>('/api/policy', {
          ...body,
          cap: cap === 'none' ? null : cap,
        });
        printResult(options, accepted, () => [
          accepted.events.length === 0
            ? `It was so already for ${inWords(options)}.`
            : `The guardian goes as far as ${rung} for ${inWords(options)}.`,
        ]);
      }),
    );
}

function part(text: string): number {
  const value = Number(text);
  if (!(value >= 0.5 && value <= 0.99)) throw new InvalidArgumentError('It takes a number from 0.5 to 0.99.');
  return value;
}

function cap(text: string): number | 'none' {
  if (text === 'none') return text;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new InvalidArgumentError('It takes a whole number from 1, or none.');
  return value;
}
