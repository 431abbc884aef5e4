import type { GuardExercise, Proposal } from '@hormesis/api';
import type { Command } from 'commander';
import { ago } from '../cli/ago.js';
import { CliError } from '../cli/cli-error.js';
import { type CommonOptions, runBriefly, serverCommand } from '../cli/command.js';
import { printResult } from '../cli/output.js';
import { Server } from '../cli/server.js';
import { stale } from '../cli/stale.js';
import { table } from '../cli/table.js';
import { backtestInWords, lead, standingOf } from './in-words.js';
import { proposalPath } from './proposal-path.js';

export function showCommand(): Command {
  return serverCommand('show', 'one proposal: why, its files, its backtest, and what became of it')
    .argument('<id>', 'the proposal')
    .option('--file <path>', 'print only this file of it, as it stands')
    .action(
      runBriefly(async (id: string, options: CommonOptions & { file?: string }) => {
        const proposal = await Server.find(options).json<Proposal>(proposalPath(id));
        if (options.file === undefined) printResult(options, proposal, () => lines(proposal));
        else printFile(proposal, options.file, options);
      }),
    );
}

function printFile({ id, files }: Proposal, path: string, options: CommonOptions): void {
  const file = files.find((one) => one.path === path);
  if (!file) {
    const there = files.map((one) => one.path).join(', ');
    throw new CliError('not-found', `${id} has no file ${path}.`, `It has ${there}.`);
  }
  printResult(options, file, () => [file.content.replace(/\n$/, '')]);
}

function lines(proposal: Proposal): string[] {
  const { title, rationale, files, reason, staleSince } = proposal;
  return [
    title,
    '',
    ...table(facts(proposal)),
    '',
    rationale,
    ...(reason === null ? [] : ['', `“${reason}”`]),
    ...files.flatMap(({ path, content }) => ['', `── ${path}`, content.replace(/\n$/, '')]),
    ...(staleSince ? ['', stale(staleSince)] : []),
    ...whatNext(proposal),
  ];
}

function facts(proposal: Proposal): string[][] {
  const { incident, fingerprint, instance, generalised, verification, owner, due } = proposal;
  const { backtest, delivered, undelivered, appliedAt, applied, exercises, retirement, alternativeTo } =
    proposal;
  return [
    ['State', standingOf(proposal)],
    ['Taught by', `${incident} (class ${fingerprint})`],
    ['Catches', instance],
    ['More general', generalised],
    ...proposal.overlaps.map(({ guard, says }) => ['Overlaps', `${guard}: ${says}`]),
    ...(alternativeTo === null ? [] : [['Better one', alternativeTo]]),
    ['Backtest', backtest ? `${backtestInWords(proposal)}: ${backtest.reason}` : backtestInWords(proposal)],
    ['Works if', verification],
    ...(owner === null ? [] : [['Owner', due === null ? owner : `${owner}, until ${due}`]]),
    ...decision(proposal),
    ...delivered.map(({ by, at }) => ['Delivered', `${at} (${by})`]),
    ...(undelivered ? [['Not delivered', `${undelivered.by}: ${undelivered.reason}`]] : []),
    ...(appliedAt === null
      ? []
      : [['In force', `${ago(appliedAt)}, seen as ${applied?.seen}: ${applied?.evidence}`]]),
    ...exercises.map((exercise) => [exercise.outcome === 'caught' ? 'Caught' : 'Missed', said(exercise)]),
    ...(retirement ? [['Retire?', retirement.reason]] : []),
  ];
}

function decision({ state, decidedAt, decidedBy }: Proposal): string[][] {
  if (decidedAt === null) return [];
  const what = state === 'rejected' ? 'Rejected' : 'Accepted';
  return [[what, `${ago(decidedAt)} by ${decidedBy?.id ?? 'nobody known'}`]];
}

function said({ on, by, leadMs, reason }: GuardExercise): string {
  const sooner = leadMs === null ? '' : `, ${lead(leadMs)}`;
  return `${on}${by === 'drill' ? ' (drill)' : ''}${sooner}: ${reason}`;
}

function whatNext({ id, state, retirement }: Proposal): string[] {
  if (state === 'proposed') return ['', `Prove it: hormesis backtest --proposal ${id}`];
  if (state === 'backtested') return ['', `Take it: hormesis proposals accept ${id}`];
  if (state === 'applied' && retirement)
    return ['', `Take it out: hormesis proposals retire ${id} --reason …`];
  return [];
}
