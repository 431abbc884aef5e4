import type { DataOf } from '@hormesis/events';
import type { ProposalValues } from './fold-proposal.js';

/** The newest word on each incident or drill counts, in the place of the first one; what is withdrawn is gone. */
export function foldExercise(
  row: ProposalValues,
  data: DataOf<'proposal.exercised'>,
  eventTime: string,
): ProposalValues {
  const { by, on, outcome, firedAt, leadMs, before, reason } = data;
  const known = row.exercises.find((one) => one.on === on);
  if (outcome === 'withdrawn') return { ...row, exercises: row.exercises.filter((one) => one !== known) };
  const exercise = { by, on, at: known?.at ?? eventTime, outcome, firedAt, leadMs, before, reason };
  return {
    ...row,
    exercises: known
      ? row.exercises.map((one) => (one === known ? exercise : one))
      : [...row.exercises, exercise],
    retirement: outcome === 'caught' ? null : row.retirement,
  };
}
