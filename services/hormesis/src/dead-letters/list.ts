import type { DeadLetter, Page } from '@hormesis/api';
import { type Command, Option } from 'commander';
import { ago } from '../cli/ago.js';
import { assertNoCommand } from '../cli/assert-no-command.js';
import { type CommonOptions, runBriefly, serverCommand } from '../cli/command.js';
import { printResult } from '../cli/output.js';
import { Server } from '../cli/server.js';
import { table } from '../cli/table.js';
import { wholeNumber } from '../cli/whole-number.js';

const empty = {
  parked: 'Nothing is parked.',
  retrying: 'Nothing is being tried again.',
  discarded: 'Nothing is discarded.',
  all: 'Nothing is parked, and nothing discarded.',
} as const;

type ListOptions = CommonOptions & {
  projection?: string;
  build?: number;
  state: keyof typeof empty;
  limit: number;
  after?: number;
};

export function listCommand(): Command {
  return serverCommand('list', 'what could not be taken in, in the order in which it was parked')
    .option('--projection <name>', 'only those of this projection or reaction')
    .option('--build <number>', 'those of this build (default: the live one)', wholeNumber)
    .addOption(new Option('--state <state>', 'which').choices(Object.keys(empty)).default('parked'))
    .option('--limit <number>', 'at most so many, up to 500', wholeNumber, 50)
    .option('--after <number>', 'only those behind this dead letter', wholeNumber)
    .allowExcessArguments()
    .action(
      runBriefly(async (options: ListOptions, { args, parent }: Command) => {
        assertNoCommand(args, parent);
        const letters = await Server.find(options).json<Page<DeadLetter>>(
          `/api/dead-letters?${queryOf(options)}`,
        );
        printResult(options, letters, () => lines(letters, options));
      }),
    );
}

function queryOf({ projection, build, state, limit, after }: ListOptions): string {
  const query = new URLSearchParams({ state, limit: String(limit) });
  if (projection !== undefined) query.set('projection', projection);
  if (build !== undefined) query.set('build', String(build));
  if (after !== undefined) query.set('cursor', String(after));
  return query.toString();
}

function lines({ items, next }: Page<DeadLetter>, { state, after }: ListOptions): string[] {
  const [first] = items;
  if (!first) return [after === undefined ? empty[state] : `Nothing stands behind ${after}.`];
  return [
    ...table([['NUMBER', 'PROJECTION', 'ROW', 'EVENT', 'SINCE', 'TRIES', 'WHY'], ...items.map(row)]),
    ...(next === null ? [] : [`There are more: --after ${next}`]),
    '',
    `Look at one: hormesis dead-letters show ${first.seq}`,
  ];
}

function row(letter: DeadLetter): string[] {
  const { seq, projection, row: key, eventName, position, parkedAt, attempts } = letter;
  return [
    String(seq),
    projection,
    key === null ? '' : key.join(' / '),
    eventName ?? position,
    ago(parkedAt),
    String(attempts),
    why(letter),
  ];
}

function why({ error, reason, discarded, retry }: DeadLetter): string {
  if (discarded) return `discarded: ${shortened(discarded.reason)}`;
  const text = reason === 'follows' ? 'waits behind another' : shortened(error);
  return retry ? `is being tried again; ${text}` : text;
}

function shortened(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
