import type { Page, Proposal } from '@hormesis/api';
import { type Command, Option } from 'commander';
import { ago } from '../cli/ago.js';
import { assertNoCommand } from '../cli/assert-no-command.js';
import { type CommonOptions, runBriefly, serverCommand } from '../cli/command.js';
import { printResult } from '../cli/output.js';
import { Server } from '../cli/server.js';
import { table } from '../cli/table.js';
import { wholeNumber } from '../cli/whole-number.js';
import { backtestInWords, standingOf } from './in-words.js';

type ListOptions = CommonOptions & {
  state?: string;
  kind?: string;
  service?: string;
  incident?: string;
  class?: string;
  overdue?: boolean;
  limit: number;
  after?: string;
};

export function listCommand(): Command {
  return serverCommand('list', 'proposals, newest first')
    .option('--state <states>', 'only these: proposed,backtested,accepted,rejected,applied,retired')
    .addOption(new Option('--kind <kind>', 'only of this kind').choices(['test', 'alert', 'flag-default']))
    .option('--service <name>', 'only of this service')
    .option('--incident <id>', 'only what this incident taught')
    .option('--class <fingerprint>', 'only against this class of failure')
    .option('--overdue', 'only what was to be seen to before now, and is not in force')
    .option('--limit <number>', 'at most so many, up to 500', wholeNumber, 50)
    .option('--after <cursor>', 'the page behind this cursor')
    .allowExcessArguments()
    .action(
      runBriefly(async (options: ListOptions, { args, parent }: Command) => {
        assertNoCommand(args, parent);
        const found = await Server.find(options).json<Page<Proposal>>(`/api/proposals?${queryOf(options)}`);
        printResult(options, found, () => lines(found));
      }),
    );
}

function queryOf(options: ListOptions): URLSearchParams {
  const { state, kind, service, incident, class: fingerprint, overdue, limit, after: cursor } = options;
  const given = {
    state,
    kind,
    service,
    incident,
    fingerprint,
    cursor,
    overdue: overdue ? 'true' : undefined,
  };
  const query = new URLSearchParams({ limit: String(limit) });
  for (const [name, value] of Object.entries(given)) if (value !== undefined) query.set(name, value);
  return query;
}

function lines({ items, next }: Page<Proposal>): string[] {
  const [first] = items;
  if (!first) return ['There are none. An incident teaches when it is resolved.'];
  return [
    ...table([['ID', 'STATE', 'KIND', 'TITLE', 'BACKTEST', 'OWNER', 'SINCE'], ...items.map(row)]),
    ...(next === null ? [] : [`There are more: --after ${next}`]),
    '',
    `Look at one: hormesis proposals show ${first.id}`,
  ];
}

function row(proposal: Proposal): string[] {
  const { id, kind, title, owner, proposedAt } = proposal;
  return [
    id,
    standingOf(proposal),
    kind,
    title.length > 70 ? `${title.slice(0, 69)}…` : title,
    backtestInWords(proposal),
    owner ?? '',
    ago(proposedAt),
  ];
}
