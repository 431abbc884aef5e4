import type { Breaker, Freeze, Mark, Policies, Policy } from '@hormesis/api';
import type { Command } from 'commander';
import { ago } from '../cli/ago.js';
import { assertNoCommand } from '../cli/assert-no-command.js';
import { out } from '../cli/colour.js';
import { type CommonOptions, runBriefly, serverCommand } from '../cli/command.js';
import { printResult } from '../cli/output.js';
import { Server } from '../cli/server.js';
import { table } from '../cli/table.js';
import { inWords } from './scope-options.js';

export function listCommand(): Command {
  return serverCommand('list', 'rules with their records, freezes, marks, and breakers that are open')
    .allowExcessArguments()
    .action(
      runBriefly(async (options: CommonOptions, { args, parent }: Command) => {
        assertNoCommand(args, parent);
        const policies = await Server.find(options).json<Policies>('/api/policy');
        printResult(options, policies, () => lines(policies));
      }),
    );
}

function lines({
  default: rung,
  otherwise,
  actionsPerHour,
  policies,
  freezes,
  marks,
  breakers,
}: Policies): string[] {
  return [
    `Where nothing is set: ${rung}${soFar(otherwise)}. At most ${actionsPerHour} actions an hour alone, unless a policy for all says otherwise.`,
    ...section(
      'Policies',
      ['WHERE', 'CHANGES', 'RUNG', 'RIGHT', 'WRONG', 'PRECISION', '', 'SET', 'BY'],
      policies.map(row),
    ),
    ...section('Freezes', ['ID', 'WHERE', 'WHEN', 'NOW', 'WHY'], freezes.map(freezeRow)),
    ...section('Not to be rolled back', ['ID', 'WHAT', 'WHY'], marks.map(markRow)),
    ...section('Open breakers', ['WHERE', 'UNTIL', 'WHY'], breakers.map(breakerRow)),
  ];
}

/** `, 3 right and 1 wrong so far, earned pause`. */
function soFar({ record: { confirmed, wrong }, suggested }: Policies['otherwise']): string {
  const judged = confirmed + wrong > 0 ? `, ${confirmed} right and ${wrong} wrong so far` : '';
  return judged + (suggested === null ? '' : `, earned ${suggested}`);
}

function section(title: string, head: string[], rows: readonly string[][]): string[] {
  return rows.length === 0 ? [] : ['', out.bold(title), ...table([head, ...rows])];
}

function row(policy: Policy): string[] {
  const { record, suggested, pinned, dryRun, cap } = policy;
  const judged = record.confirmed + record.wrong > 0;
  return [
    inWords(policy),
    policy.changeKind === '*' ? 'all' : policy.changeKind,
    policy.rung,
    String(record.confirmed),
    String(record.wrong),
    judged ? `${percent(record.atLeast)} to ${percent(record.atMost)}` : '',
    [
      ...(suggested === null ? [] : [`earned ${suggested}`]),
      ...(pinned ? ['pinned'] : []),
      ...(dryRun ? ['dry run'] : []),
      ...(cap === null ? [] : [`at most ${cap}/h`]),
    ].join(', '),
    ago(policy.changedAt),
    policy.changedBy?.id ?? '',
  ];
}

function freezeRow(freeze: Freeze): string[] {
  const { from, until, weekly } = freeze;
  const when = weekly
    ? `${weekly.from} to ${weekly.to}, ${weekly.timeZone}`
    : [from && `from ${from}`, until && `until ${until}`].filter((part) => part).join(' ');
  return [
    freeze.id,
    inWords(freeze),
    when || 'until it is lifted',
    freeze.holds ? 'holds' : '',
    freeze.reason,
  ];
}

function markRow({ id, service, version, changeId, reason }: Mark): string[] {
  return [id, changeId === null ? `${service} ${version ?? ''}`.trim() : `change ${changeId}`, reason];
}

function breakerRow({ rule, until, reason }: Breaker): string[] {
  return [inWords(rule), until, reason];
}

function percent(part: number): string {
  return `${Math.round(part * 100)} %`;
}
