import type { Decision } from '@hormesis/decider';
import type { DataOf, StatementOf } from '@hormesis/events';
import type { Proposal } from './proposal.js';

/** Says what the data does not allow to propose. Said once; nothing is withheld that was proposed already. */
export function withholdProposal(
  proposal: Proposal,
  data: DataOf<'proposal.withheld'>,
): Decision<StatementOf<'proposal.withheld'>> {
  if (proposal.phase !== 'none') return [];
  return [{ name: 'proposal.withheld', subject: proposal.id, data }];
}
