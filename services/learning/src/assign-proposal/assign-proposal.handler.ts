import type { CommandAccepted } from '@hormesis/api';
import { assignProposal } from '@hormesis/learning';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { decideProposal } from '../proposal-streams/decide-proposal.js';
import { ProposalStreams } from '../proposal-streams/proposal-streams.js';
import { AssignProposal } from './assign-proposal.command.js';

@CommandHandler(AssignProposal)
export class AssignProposalHandler implements ICommandHandler<AssignProposal> {
  constructor(private readonly proposals: ProposalStreams) {}

  execute({ id, body, actor }: AssignProposal): Promise<CommandAccepted> {
    return decideProposal(this.proposals, id, (proposal) => assignProposal(proposal, body), actor);
  }
}
