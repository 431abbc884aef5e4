import type { Decision } from '@hormesis/decider';
import type { DataOf, StatementOf } from '@hormesis/events';
import type { Proposal } from './proposal.js';

/** Puts a proposal to people. Once proposed it stays as it is; what was withheld may be proposed when data came in. */
export function proposeProposal(
  proposal: Proposal,
  data: DataOf<'proposal.proposed'>,
): Decision<StatementOf<'proposal.proposed'>> {
  if ('proposed' in proposal) return [];
  return [{ name: 'proposal.proposed', subject: proposal.id, data }];
}
