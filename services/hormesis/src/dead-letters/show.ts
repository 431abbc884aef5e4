import type { DeadLetterDetail } from '@hormesis/api';
import type { Command } from 'commander';
import { ago } from '../cli/ago.js';
import { type CommonOptions, runBriefly, serverCommand } from '../cli/command.js';
import { printResult } from '../cli/output.js';
import { Server } from '../cli/server.js';
import { table } from '../cli/table.js';
import { wholeNumber } from '../cli/whole-number.js';

export function showCommand(): Command {
  return serverCommand('show', 'one dead letter with its whole event')
    .argument('<number>', 'its number', wholeNumber)
    .action(
      runBriefly(async (seq: number, options: CommonOptions) => {
        const letter = await Server.find(options).json<DeadLetterDetail>(`/api/dead-letters/${seq}`);
        printResult(options, letter, () => lines(letter));
      }),
    );
}

function lines(letter: DeadLetterDetail): string[] {
  const { projection, build, row, position, error, attempts, parkedAt, triedAt, event, value } = letter;
  const facts = [
    ['Projection', `${projection} (build ${build})`],
    ['Row', row === null ? 'not known' : row.join(' / ')],
    ['Position', position],
    ['Error', error],
    [
      'Parked',
      `${ago(parkedAt)}, tried ${attempts} ${attempts === 1 ? 'time' : 'times'}, last ${ago(triedAt)}`,
    ],
    ...standing(letter),
  ];
  const content =
    value === null ? JSON.stringify(event, null, 2) : Buffer.from(value, 'base64').toString('utf8');
  return [...table(facts), '', content, ...remedies(letter)];
}

function standing({ waitsFor, behind, retry, discarded }: DeadLetterDetail): string[][] {
  return [
    ...(waitsFor === null ? [] : [['Waits for', String(waitsFor)]]),
    ...(behind === 0 ? [] : [['Behind it', `${behind} ${behind === 1 ? 'letter' : 'letters'}`]]),
    ...(retry ? [['Retry', `asked for ${ago(retry.requestedAt)} by ${retry.requestedBy ?? 'nobody'}`]] : []),
    ...(discarded
      ? [['Discarded', `${ago(discarded.at)} by ${discarded.by ?? 'nobody'}: ${discarded.reason}`]]
      : []),
  ];
}

function remedies({ seq, state }: DeadLetterDetail): string[] {
  if (state === 'discarded') return [];
  return [
    '',
    `Once its cause is mended: hormesis dead-letters retry ${seq}`,
    `To leave it out: hormesis dead-letters discard ${seq} --reason …`,
  ];
}
