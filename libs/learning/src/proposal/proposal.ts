import type { Decider } from '@hormesis/decider';
import type { DataOf, EventOf, StatementOf } from '@hormesis/events';

export type ProposalStatement = StatementOf<
  'proposal.proposed' | 'proposal.withheld' | 'proposal.accepted' | 'proposal.rejected'
>;

/** What became of one kind of proposal of one incident. */
export type Proposal =
  | { id: string; phase: 'none' | 'withheld' }
  | { id: string; phase: 'proposed' | 'accepted'; proposed: DataOf<'proposal.proposed'> }
  | { id: string; phase: 'rejected'; proposed: DataOf<'proposal.proposed'>; reason: string };

export const proposalDecider: Decider<Proposal, ProposalStatement> = {
  category: 'proposal',
  initial: (id) => ({ id, phase: 'none' }),
  evolve,
};

function evolve(proposal: Proposal, event: EventOf<ProposalStatement['name']>): Proposal {
  const { id } = proposal;
  switch (event.name) {
    case 'proposal.withheld':
      return 'proposed' in proposal ? proposal : { id, phase: 'withheld' };
    case 'proposal.proposed':
      return { id, phase: 'proposed', proposed: event.data };
    case 'proposal.accepted':
      return 'proposed' in proposal ? { id, phase: 'accepted', proposed: proposal.proposed } : proposal;
    case 'proposal.rejected':
      return 'proposed' in proposal
        ? { id, phase: 'rejected', proposed: proposal.proposed, reason: event.data.reason }
        : proposal;
  }
}
