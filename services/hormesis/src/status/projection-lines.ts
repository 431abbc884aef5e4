import type { ProjectionStatus } from '@hormesis/api';
import { ago } from '../cli/ago.js';
import { out } from '../cli/colour.js';

/** How far all projections and reactions are, in a few words. */
export function progressOf(projections: readonly ProjectionStatus[], now: Date = new Date()): string {
  const behind = projections.reduce((sum, one) => sum + one.behind, 0);
  const parked = projections.reduce((sum, one) => sum + one.parked, 0);
  if (behind === 0 && parked === 0) return 'up to date';
  const stale = projections.flatMap(({ staleSince }) => staleSince ?? []).sort();
  const since = stale[0] === undefined ? '' : ` (the first ${ago(stale[0], now)})`;
  return `${behind} events behind, ${parked} parked${since}`;
}

/** What is wrong with them, and what to do about it: a line each. */
export function remediesOf(projections: readonly ProjectionStatus[], now: Date = new Date()): string[] {
  const parked = projections.filter(({ parked: count }) => count > 0);
  return [
    ...(parked.length === 0
      ? []
      : [`  ${out.red('Parked')} in ${names(parked)}. Look at them: hormesis dead-letters list`]),
    ...projections.flatMap(({ name, trouble }) =>
      trouble ? [`  ${out.red('Waiting')} ${name}, since ${ago(trouble.since, now)}: ${trouble.error}`] : [],
    ),
    ...projections.flatMap(({ outdated }) => (outdated ? [`  ${out.yellow('Outdated')} ${outdated}`] : [])),
  ];
}

function names(projections: readonly ProjectionStatus[]): string {
  return projections.map(({ name }) => name).join(', ');
}
