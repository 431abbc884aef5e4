import { type Decision, refuse } from '@hormesis/decider';
import type { StatementOf } from '@hormesis/events';
import { whyUnproven } from './counts-as-backtested.js';
import { notFound, ofProposal, wasRejected, wasRetired } from './of-proposal.js';
import type { Proposal, Put } from './proposal.js';

export type AcceptProposal = {
  note?: string | undefined;
  /** Accepts what no backtest speaks for; the note then says why. */
  untested?: boolean | undefined;
};

/**
 * A person accepts it. Accepting twice changes nothing; what was rejected stays rejected. What has not passed a
 * backtest is accepted only by one who says so, and why.
 */
export function acceptProposal(
  proposal: Proposal,
  command: AcceptProposal,
): Decision<StatementOf<'proposal.accepted'>> {
  switch (proposal.phase) {
    case 'none':
    case 'withheld':
      return notFound(proposal);
    case 'accepted':
    case 'applied':
      return [];
    case 'rejected':
      return wasRejected(proposal);
    case 'retired':
      return wasRetired(proposal);
    default:
      return accept(proposal, command);
  }
}

function accept(
  proposal: Put,
  { note, untested = false }: AcceptProposal,
): Decision<StatementOf<'proposal.accepted'>> {
  const why = whyUnproven(proposal.backtest);
  const said = note?.trim() ?? '';
  if (why !== undefined && !untested)
    return refuse(
      'proposal-untested',
      `Nothing on record speaks for proposal ${proposal.id}: ${why}. Backtest it (hormesis backtest --proposal ${proposal.id}), or accept it untested with a note that says why.`,
    );
  if (why !== undefined && said === '')
    return refuse(
      'note-missing',
      `Nothing on record speaks for proposal ${proposal.id}: ${why}. Say in a note why it is accepted all the same.`,
    );
  const data = { ...ofProposal(proposal.proposed), ...(said === '' ? {} : { note: said }) };
  return [{ name: 'proposal.accepted', subject: proposal.id, data }];
}
