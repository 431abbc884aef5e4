import { Module } from '@nestjs/common';
import { AcceptProposalController } from './accept-proposal/accept-proposal.controller.js';
import { AcceptProposalHandler } from './accept-proposal/accept-proposal.handler.js';
import { SignalCounters } from './export-signals/signal-counters.js';
import { LEARNING_CONFIG, readLearningConfig } from './learning-config.js';
import { ProposalStreams } from './proposal-streams/proposal-streams.js';
import { LearningReaction } from './propose-from-incident/learning-reaction.js';
import { ProposeFromIncident } from './propose-from-incident/propose-from-incident.js';
import { ChunkStore } from './record-signals/chunk-store.js';
import { RecordingHousekeeper } from './record-signals/recording-housekeeper.js';
import { SignalRecorder } from './record-signals/signal-recorder.js';
import { RejectProposalController } from './reject-proposal/reject-proposal.controller.js';
import { RejectProposalHandler } from './reject-proposal/reject-proposal.handler.js';

const recordSignals = [ChunkStore, SignalRecorder, RecordingHousekeeper];
const proposeFromIncident = [LearningReaction, ProposeFromIncident];

/** What incidents teach: a resolved incident becomes proposals, and people decide on them. */
@Module({
  controllers: [AcceptProposalController, RejectProposalController],
  providers: [
    { provide: LEARNING_CONFIG, useFactory: () => readLearningConfig(process.env) },
    ProposalStreams,
    ...recordSignals,
    ...proposeFromIncident,
    AcceptProposalHandler,
    RejectProposalHandler,
    SignalCounters,
  ],
})
export class LearningModule {}
