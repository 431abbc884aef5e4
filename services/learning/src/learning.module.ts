import { Module } from '@nestjs/common';
import { AcceptProposalController } from './accept-proposal/accept-proposal.controller.js';
import { AcceptProposalHandler } from './accept-proposal/accept-proposal.handler.js';
import { SignalCounters } from './export-signals/signal-counters.js';
import { ProposalStreams } from './proposal-streams/proposal-streams.js';
import { LearningReaction } from './propose-from-incident/learning-reaction.js';
import { ProposeFromIncident } from './propose-from-incident/propose-from-incident.js';
import { RejectProposalController } from './reject-proposal/reject-proposal.controller.js';
import { RejectProposalHandler } from './reject-proposal/reject-proposal.handler.js';

const proposeFromIncident = [LearningReaction, ProposeFromIncident];

/** What incidents teach: a resolved incident becomes proposals, and people decide on them. */
@Module({
  controllers: [AcceptProposalController, RejectProposalController],
  providers: [
    ProposalStreams,
    ...proposeFromIncident,
    AcceptProposalHandler,
    RejectProposalHandler,
    SignalCounters,
  ],
})
export class LearningModule {}
