import type { CommandAccepted } from '@hormesis/api';
import { editProposal } from '@hormesis/learning';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { decideProposal } from '../proposal-streams/decide-proposal.js';
import { ProposalStreams } from '../proposal-streams/proposal-streams.js';
import { EditProposal } from './edit-proposal.command.js';

@CommandHandler(EditProposal)
export class EditProposalHandler implements ICommandHandler<EditProposal> {
  constructor(private readonly proposals: ProposalStreams) {}

  execute({ id, body, actor }: EditProposal): Promise<CommandAccepted> {
    return decideProposal(this.proposals, id, (proposal) => editProposal(proposal, body), actor);
  }
}
