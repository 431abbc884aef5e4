import type { Drill, Guard } from '@hormesis/api';
import { out } from '../cli/colour.js';
import { exitCode } from '../cli/exit-code.js';
import { table } from '../cli/table.js';
import { since } from './progress.js';

export type Verdict = {
  kind: 'caught' | 'missed' | 'not-asked' | 'no-guards' | 'failed';
  exitCode: number;
};

/** How the guards of the class did, all together. */
export function verdictOf(drill: Drill, guards: readonly Pick<Guard, 'id'>[]): Verdict {
  if (drill.state === 'failed') return { kind: 'failed', exitCode: exitCode.failed };
  const missed = drill.guards.some(({ outcome }) => outcome === 'missed');
  if (missed) return { kind: 'missed', exitCode: exitCode.failed };
  if (drill.guards.length > 0) return { kind: 'caught', exitCode: exitCode.ok };
  return guards.length === 0
    ? { kind: 'no-guards', exitCode: exitCode.ok }
    : { kind: 'not-asked', exitCode: exitCode.failed };
}

/** The same for people, guard by guard. */
export function outcomeLines(
  drill: Drill,
  guards: readonly Pick<Guard, 'id' | 'title'>[],
  { kind }: Verdict,
): string[] {
  const titleOf = (id: string) => guards.find((guard) => guard.id === id)?.title ?? '';
  const rows = drill.guards.map(({ proposal, outcome, firedAt }) => [
    `  ${outcome === 'caught' ? out.green('caught') : out.red('missed')}`,
    proposal,
    firedAt ? when(drill, firedAt) : '',
    titleOf(proposal),
  ]);
  return [...table(rows), inWords(kind, drill)];
}

function when({ startedAt }: Drill, firedAt: string): string {
  const early = startedAt !== null && Date.parse(firedAt) < Date.parse(startedAt);
  return early ? 'fired before it began' : `after ${since(startedAt, firedAt)}`;
}

function inWords(kind: Verdict['kind'], { id, reason }: Drill): string {
  switch (kind) {
    case 'caught':
      return 'Every guard of the class caught it.';
    case 'missed':
      return 'Not every guard of the class caught it.';
    case 'no-guards':
      return 'No guard of the class is in force yet: accept a proposal of it first (hormesis proposals).';
    case 'not-asked':
      return `The guards have not said yet how they did. See GET /api/drills/${id}.`;
    case 'failed':
      return `It could not be run: ${reason ?? 'the injector gave no reason'}`;
  }
}
