import type { CommandAccepted } from '@hormesis/api';
import { retireProposal } from '@hormesis/learning';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { decideProposal } from '../proposal-streams/decide-proposal.js';
import { ProposalStreams } from '../proposal-streams/proposal-streams.js';
import { RetireProposal } from './retire-proposal.command.js';

@CommandHandler(RetireProposal)
export class RetireProposalHandler implements ICommandHandler<RetireProposal> {
  constructor(private readonly proposals: ProposalStreams) {}

  execute({ id, body, actor }: RetireProposal): Promise<CommandAccepted> {
    return decideProposal(this.proposals, id, (proposal) => retireProposal(proposal, body), actor);
  }
}
