import { type Decision, refuse } from '@hormesis/decider';
import type { DataOf, StatementOf } from '@hormesis/events';
import { notFound, ofProposal } from './of-proposal.js';
import { isPut, type Proposal } from './proposal.js';

export type ReopenProposal = Pick<DataOf<'proposal.reopened'>, 'missed' | 'reason'>;

/** What it was to catch came back in earnest, and it did not: the learning is open again. Once for each incident. */
export function reopenProposal(
  proposal: Proposal,
  { missed, reason }: ReopenProposal,
): Decision<StatementOf<'proposal.reopened'>> {
  if (!isPut(proposal)) return notFound(proposal);
  if (proposal.reopened.includes(missed)) return [];
  const exercise = proposal.exercises[missed];
  if (exercise?.outcome !== 'missed' || exercise.by !== 'recurrence')
    return refuse('nothing-missed', `Proposal ${proposal.id} is not known to have missed ${missed}.`);
  const data = { ...ofProposal(proposal.proposed), missed, reason };
  return [{ name: 'proposal.reopened', subject: proposal.id, data }];
}
