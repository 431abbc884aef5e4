import type { Decision } from '@hormesis/decider';
import type { DataOf, StatementOf } from '@hormesis/events';
import { notFound, ofProposal } from './of-proposal.js';
import { isPut, type Proposal } from './proposal.js';

export type UndeliverProposal = Pick<DataOf<'proposal.undelivered'>, 'by' | 'reason'>;

/** Records that it could not be delivered. The same reason again changes nothing: one event, not one for each attempt. */
export function undeliverProposal(
  proposal: Proposal,
  { by, reason }: UndeliverProposal,
): Decision<StatementOf<'proposal.undelivered'>> {
  if (!isPut(proposal)) return notFound(proposal);
  if (proposal.phase !== 'accepted' && proposal.phase !== 'applied') return [];
  if (proposal.undelivered[by] === reason) return [];
  const data = { ...ofProposal(proposal.proposed), by, reason };
  return [{ name: 'proposal.undelivered', subject: proposal.id, data }];
}
