import type { AllRetriesRequested, RetriesRequested } from '@hormesis/api';
import type { Command } from 'commander';
import { CliError } from '../cli/cli-error.js';
import { type CommonOptions, runBriefly, serverCommand } from '../cli/command.js';
import { printResult } from '../cli/output.js';
import { Server } from '../cli/server.js';
import { wholeNumber } from '../cli/whole-number.js';
import { outcomeOfAll, outcomeOfOne } from './outcome.js';

type RetryOptions = CommonOptions & { all?: boolean; projection?: string };

export function retryCommand(): Command {
  return serverCommand('retry', 'try dead letters again, and say what came of it')
    .argument('[number]', 'one of them; its whole row is tried', wholeNumber)
    .option('--all', 'all that are parked')
    .option('--projection <name>', 'with --all: only those of this projection or reaction')
    .action(
      runBriefly(async (seq: number | undefined, options: RetryOptions) => {
        assertOneWay(seq, options);
        const server = Server.find(options);
        if (seq === undefined) await retryAll(server, options);
        else await retryOne(server, seq, options);
      }),
    );
}

function assertOneWay(seq: number | undefined, { all, projection }: RetryOptions): void {
  if (seq === undefined && !all) {
    throw new CliError(
      'usage',
      'Say which dead letter to try again, or give --all.',
      'They are listed by: hormesis dead-letters list',
    );
  }
  if (seq !== undefined && (all || projection !== undefined)) {
    throw new CliError('usage', 'Give the number of a dead letter, or --all; not both.');
  }
}

async function retryOne(server: Server, seq: number, options: RetryOptions): Promise<void> {
  const { requested } = await server.post<RetriesRequested>(`/api/dead-letters/${seq}/retry`, {});
  await outcomeOfOne(server, seq);
  const others = requested > 1 ? ' Its row has been tried as well: hormesis dead-letters list' : '';
  printResult(options, { seq, requested, taken: true }, () => [`Dead letter ${seq} is taken in.${others}`]);
}

async function retryAll(server: Server, options: RetryOptions): Promise<void> {
  const { projection } = options;
  const body = projection === undefined ? {} : { projection };
  const { requested, last } = await server.post<AllRetriesRequested>('/api/dead-letters/retry', body);
  const parked = last === null ? 0 : await outcomeOfAll(server, last, projection);
  const data = { requested, parked };
  if (parked > 0) {
    throw new CliError(
      'failed',
      `Of ${requested} dead letters ${parked} could not be taken in.`,
      'Each is listed with its error: hormesis dead-letters list',
      { data },
    );
  }
  printResult(options, data, () => [
    requested === 0
      ? 'Nothing is parked.'
      : `${requested === 1 ? 'The dead letter is' : `All ${requested} dead letters are`} taken in.`,
  ]);
}
