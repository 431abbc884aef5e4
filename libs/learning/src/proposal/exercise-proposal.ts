import { isDeepStrictEqual } from 'node:util';
import { type Decision, refuse } from '@hormesis/decider';
import type { StatementOf } from '@hormesis/events';
import { notFound, ofProposal } from './of-proposal.js';
import { type Exercise, isPut, type Proposal } from './proposal.js';

/**
 * Records how the guard did when its class of failure came. Once for each incident or drill; when more is learnt the
 * newest counts. Nothing is withdrawn that was not recorded.
 */
export function exerciseProposal(
  proposal: Proposal,
  exercise: Exercise,
): Decision<StatementOf<'proposal.exercised'>> {
  if (!isPut(proposal)) return notFound(proposal);
  if (proposal.applied === undefined)
    return refuse('proposal-not-applied', `Proposal ${proposal.id} was never seen to be in force.`);
  const known = proposal.exercises[exercise.on];
  if (isDeepStrictEqual(known, exercise)) return [];
  const isWithdrawn = known === undefined || known.outcome === 'withdrawn';
  if (exercise.outcome === 'withdrawn' && isWithdrawn) return [];
  const data = { ...ofProposal(proposal.proposed), ...exercise };
  return [{ name: 'proposal.exercised', subject: proposal.id, data }];
}
