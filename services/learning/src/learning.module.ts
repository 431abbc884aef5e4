import { Module } from '@nestjs/common';
import { AcceptProposalController } from './accept-proposal/accept-proposal.controller.js';
import { AcceptProposalHandler } from './accept-proposal/accept-proposal.handler.js';
import { AssembleCase } from './assemble-case/assemble-case.js';
import { CaseStreams } from './assemble-case/case-streams.js';
import { LearningReaction } from './assemble-case/learning-reaction.js';
import { AssignProposalController } from './assign-proposal/assign-proposal.controller.js';
import { AssignProposalHandler } from './assign-proposal/assign-proposal.handler.js';
import { ArtefactChecks } from './check-artefacts/artefact-checks.js';
import { CHECKS_CONFIG, readChecksConfig } from './check-artefacts/checks-config.js';
import { CorrectClassController } from './correct-class/correct-class.controller.js';
import { CorrectClassHandler } from './correct-class/correct-class.handler.js';
import { deliverProposals } from './deliver-proposal/index.js';
import { EditProposalController } from './edit-proposal/edit-proposal.controller.js';
import { EditProposalHandler } from './edit-proposal/edit-proposal.handler.js';
import { SignalCounters } from './export-signals/signal-counters.js';
import { LEARNING_CONFIG, readLearningConfig } from './learning-config.js';
import { ProposalStreams } from './proposal-streams/proposal-streams.js';
import { ProposeFromIncident } from './propose-from-incident/propose-from-incident.js';
import { ChunkStore } from './record-signals/chunk-store.js';
import { RecordingHousekeeper } from './record-signals/recording-housekeeper.js';
import { SignalRecorder } from './record-signals/signal-recorder.js';
import { RejectProposalController } from './reject-proposal/reject-proposal.controller.js';
import { RejectProposalHandler } from './reject-proposal/reject-proposal.handler.js';
import { RetireProposalController } from './retire-proposal/retire-proposal.controller.js';
import { RetireProposalHandler } from './retire-proposal/retire-proposal.handler.js';
import { BacktestsController, runBacktests } from './run-backtests/index.js';
import { DrillsController, runDrills } from './run-drills/index.js';
import { seeApplied } from './see-applied/index.js';
import { verifyGuards } from './verify-guards/index.js';

const recordSignals = [ChunkStore, SignalRecorder, RecordingHousekeeper];
const assembleCase = [CaseStreams, AssembleCase, LearningReaction];

/** What incidents teach: a resolved incident becomes proposals, and people decide on them. */
@Module({
  controllers: [
    AcceptProposalController,
    BacktestsController,
    CorrectClassController,
    RejectProposalController,
    AssignProposalController,
    EditProposalController,
    RetireProposalController,
    DrillsController,
  ],
  providers: [
    { provide: LEARNING_CONFIG, useFactory: () => readLearningConfig(process.env) },
    ProposalStreams,
    ...recordSignals,
    ...assembleCase,
    ProposeFromIncident,
    { provide: CHECKS_CONFIG, useFactory: () => readChecksConfig(process.env) },
    ArtefactChecks,
    ...runBacktests,
    CorrectClassHandler,
    AcceptProposalHandler,
    RejectProposalHandler,
    AssignProposalHandler,
    EditProposalHandler,
    RetireProposalHandler,
    SignalCounters,
    ...runDrills,
    ...deliverProposals,
    ...seeApplied,
    ...verifyGuards,
  ],
})
export class LearningModule {}
