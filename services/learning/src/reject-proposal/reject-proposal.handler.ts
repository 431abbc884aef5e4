import type { CommandAccepted } from '@hormesis/api';
import { rejectProposal } from '@hormesis/learning';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { decideProposal } from '../proposal-streams/decide-proposal.js';
import { ProposalStreams } from '../proposal-streams/proposal-streams.js';
import { RejectProposal } from './reject-proposal.command.js';

@CommandHandler(RejectProposal)
export class RejectProposalHandler implements ICommandHandler<RejectProposal> {
  constructor(private readonly proposals: ProposalStreams) {}

  execute({ id, body, actor }: RejectProposal): Promise<CommandAccepted> {
    return decideProposal(this.proposals, id, (proposal) => rejectProposal(proposal, body), actor);
  }
}
