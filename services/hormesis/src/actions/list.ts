import type { ActionTaken, Page } from '@hormesis/api';
import type { Command } from 'commander';
import { ago } from '../cli/ago.js';
import { assertNoCommand } from '../cli/assert-no-command.js';
import { type CommonOptions, runBriefly, serverCommand } from '../cli/command.js';
import { printResult } from '../cli/output.js';
import { Server } from '../cli/server.js';
import { table } from '../cli/table.js';
import { wholeNumber } from '../cli/whole-number.js';

type ListOptions = CommonOptions & { state?: string; dryRun?: boolean; limit: number; after?: string };

export function listCommand(): Command {
  return serverCommand('list', 'actions and recommendations, newest first, and whether they were right')
    .option(
      '--state <state>',
      'only those: recommended, requested, completed, failed, refused, stopped, undone',
    )
    .option('--dry-run', 'only what a dry run would have done')
    .option('--limit <number>', 'at most so many, up to 500', wholeNumber, 50)
    .option('--after <id>', 'only those behind this action')
    .allowExcessArguments()
    .action(
      runBriefly(async (options: ListOptions, { args, parent }: Command) => {
        assertNoCommand(args, parent);
        const page = await Server.find(options).json<Page<ActionTaken>>(`/api/actions?${queryOf(options)}`);
        printResult(options, page, () => lines(page));
      }),
    );
}

function queryOf({ state, dryRun, limit, after }: ListOptions): string {
  const query = new URLSearchParams({ limit: String(limit) });
  if (state !== undefined) query.set('state', state);
  if (dryRun) query.set('dryRun', 'true');
  if (after !== undefined) query.set('cursor', after);
  return query.toString();
}

function lines({ items, next }: Page<ActionTaken>): string[] {
  if (items.length === 0) return ['No actions and no recommendations.'];
  return [
    ...table([['ACTION', 'INCIDENT', 'WHAT', 'STATE', 'VERDICT', 'WHEN', 'WHY'], ...items.map(row)]),
    ...(next === null ? [] : [`There are more: --after ${next}`]),
  ];
}

function row({ id, incident, target, state, dryRun, verdict, verdictBy, at, reason }: ActionTaken): string[] {
  return [
    id,
    incident,
    what(target),
    dryRun ? `${state} (dry run)` : state,
    verdict === null ? '' : `${verdict === 'confirmed' ? 'right' : 'wrong'} (${verdictBy})`,
    ago(at),
    shortened(reason),
  ];
}

function what(target: ActionTaken['target']): string {
  const word = (key: string) => (typeof target[key] === 'string' ? target[key] : undefined);
  const place = `${word('service') ?? 'a service'} in ${word('environment') ?? 'its environment'}`;
  const flag = word('flag');
  if (target.kind === 'kill') return `flag ${flag} off`;
  if (target.kind === 'pause') return flag === undefined ? `pause ${place}` : `pause flag ${flag}`;
  const to = word('toVersion');
  return `roll back ${place}${to === undefined ? '' : ` to ${to}`}`;
}

function shortened(text: string): string {
  return text.length > 100 ? `${text.slice(0, 99)}…` : text;
}
