import type { CommandAccepted } from '@hormesis/api';
import { acceptProposal } from '@hormesis/learning';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { decideProposal } from '../proposal-streams/decide-proposal.js';
import { ProposalStreams } from '../proposal-streams/proposal-streams.js';
import { AcceptProposal } from './accept-proposal.command.js';

@CommandHandler(AcceptProposal)
export class AcceptProposalHandler implements ICommandHandler<AcceptProposal> {
  constructor(private readonly proposals: ProposalStreams) {}

  execute({ id, body, actor }: AcceptProposal): Promise<CommandAccepted> {
    return decideProposal(this.proposals, id, (proposal) => acceptProposal(proposal, body), actor);
  }
}
