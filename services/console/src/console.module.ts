import { Module } from '@nestjs/common';
import { AsOfReader } from './as-of/as-of-reader.js';
import { AuditModule } from './audit/audit.module.js';
import { DeadLettersModule } from './dead-letters/dead-letters.module.js';
import { ListChangesController } from './list-changes/list-changes.controller.js';
import { ListChangesHandler } from './list-changes/list-changes.handler.js';
import { ListDeploymentsController } from './list-deployments/list-deployments.controller.js';
import { ListDeploymentsHandler } from './list-deployments/list-deployments.handler.js';
import { ListDrillsController } from './list-drills/list-drills.controller.js';
import { ListDrillsHandler } from './list-drills/list-drills.handler.js';
import { ListFlagsController } from './list-flags/list-flags.controller.js';
import { ListFlagsHandler } from './list-flags/list-flags.handler.js';
import { ListGuardsController } from './list-guards/list-guards.controller.js';
import { ListGuardsHandler } from './list-guards/list-guards.handler.js';
import { ListIncidentsController } from './list-incidents/list-incidents.controller.js';
import { ListIncidentsHandler } from './list-incidents/list-incidents.handler.js';
import { ListProposalsController } from './list-proposals/list-proposals.controller.js';
import { ListProposalsHandler } from './list-proposals/list-proposals.handler.js';
import { ListWithheldProposalsController } from './list-withheld-proposals/list-withheld-proposals.controller.js';
import { ListWithheldProposalsHandler } from './list-withheld-proposals/list-withheld-proposals.handler.js';
import { LiveStreamController } from './live-stream/live-stream.controller.js';
import { LiveTimeline } from './live-stream/live-timeline.js';
import { ReadTimelineController } from './read-timeline/read-timeline.controller.js';
import { ReadTimelineHandler } from './read-timeline/read-timeline.handler.js';
import { RebuildsModule } from './rebuilds/rebuilds.module.js';
import { SessionController } from './session/session.controller.js';
import { ShowCaseController } from './show-case/show-case.controller.js';
import { ShowCaseHandler } from './show-case/show-case.handler.js';
import { ShowDrillController } from './show-drill/show-drill.controller.js';
import { ShowDrillHandler } from './show-drill/show-drill.handler.js';
import { ShowFailureClassController } from './show-failure-class/show-failure-class.controller.js';
import { ShowFailureClassHandler } from './show-failure-class/show-failure-class.handler.js';
import { ShowFlagController } from './show-flag/show-flag.controller.js';
import { ShowFlagHandler } from './show-flag/show-flag.handler.js';
import { ShowIncidentController } from './show-incident/show-incident.controller.js';
import { ShowIncidentHandler } from './show-incident/show-incident.handler.js';
import { ShowLearningController } from './show-learning/show-learning.controller.js';
import { ShowLearningHandler } from './show-learning/show-learning.handler.js';
import { ShowProposalController } from './show-proposal/show-proposal.controller.js';
import { ShowProposalHandler } from './show-proposal/show-proposal.handler.js';
import { ShowStatusController } from './show-status/show-status.controller.js';
import { ShowStatusHandler } from './show-status/show-status.handler.js';
import { WebAppModule } from './web-app/web-app.module.js';

const queries = [
  ListDeploymentsHandler,
  ListChangesHandler,
  ListIncidentsHandler,
  ShowIncidentHandler,
  ReadTimelineHandler,
  ListProposalsHandler,
  ShowProposalHandler,
  ListWithheldProposalsHandler,
  ShowCaseHandler,
  ShowLearningHandler,
  ShowFailureClassHandler,
  ListGuardsHandler,
  ListDrillsHandler,
  ShowDrillHandler,
  ListFlagsHandler,
  ShowFlagHandler,
  ShowStatusHandler,
];

/** What people see: queries on the read models, the live stream, and the web app. It decides nothing. */
@Module({
  imports: [DeadLettersModule, AuditModule, RebuildsModule, WebAppModule],
  controllers: [
    ListDeploymentsController,
    ListChangesController,
    ListIncidentsController,
    ShowIncidentController,
    ReadTimelineController,
    ListProposalsController,
    ShowProposalController,
    ListWithheldProposalsController,
    ShowCaseController,
    ShowLearningController,
    ShowFailureClassController,
    ListGuardsController,
    ListDrillsController,
    ShowDrillController,
    ListFlagsController,
    ShowFlagController,
    ShowStatusController,
    LiveStreamController,
    SessionController,
  ],
  providers: [...queries, AsOfReader, LiveTimeline],
})
export class ConsoleModule {}
