import { type Decision, isRefusal } from '@hormesis/decider';
import type { StatementOf } from '@hormesis/events';
import { exerciseProposal } from './exercise-proposal.js';
import { ofProposal } from './of-proposal.js';
import { type Exercise, isPut, type Proposal } from './proposal.js';

/** Records how the guard did; what it missed in earnest reopens the learning, once for each incident. */
export function recordExercise(
  proposal: Proposal,
  exercise: Exercise,
): Decision<StatementOf<'proposal.exercised' | 'proposal.reopened'>> {
  const recorded = exerciseProposal(proposal, exercise);
  if (isRefusal(recorded) || !isPut(proposal)) return recorded;
  const { by, on, outcome, reason } = exercise;
  if (outcome !== 'missed' || by !== 'recurrence' || proposal.reopened.includes(on)) return recorded;
  const data = { ...ofProposal(proposal.proposed), missed: on, reason };
  return [...recorded, { name: 'proposal.reopened', subject: proposal.id, data }];
}
