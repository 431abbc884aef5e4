import { Module } from '@nestjs/common';
import { AcknowledgeIncidentHandler } from './acknowledge-incident/acknowledge-incident.handler.js';
import { ActionsController } from './actions/actions.controller.js';
import { actions } from './actions/index.js';
import { AnnotateIncidentHandler } from './annotate-incident/annotate-incident.handler.js';
import { ApproveActionHandler } from './approve-action/approve-action.handler.js';
import { AttributionController } from './attribute-again/attribution.controller.js';
import { attributeAgain } from './attribute-again/index.js';
import { attribution } from './attribution/index.js';
import { ChangePolicyHandler } from './change-policy/change-policy.handler.js';
import { DriftController } from './drift/drift.controller.js';
import { drift } from './drift/index.js';
import { executeActions } from './execute-actions/index.js';
import { GatesController } from './gates/gates.controller.js';
import { gates } from './gates/index.js';
import { GUARDIAN_CONFIG, readGuardianConfig } from './guardian-config.js';
import { GuardianRunner } from './guardian-runner.js';
import { IncidentCommands } from './incidents/incident-commands.js';
import { IncidentsController } from './incidents/incidents.controller.js';
import { ladder } from './ladder/index.js';
import { PolicyController } from './policy/policy.controller.js';
import { ReadPolicy } from './policy/read-policy.js';
import { RecentChanges } from './recent-changes/recent-changes.js';
import { ReopenIncidentHandler } from './reopen-incident/reopen-incident.handler.js';
import { ResolveIncidentHandler } from './resolve-incident/resolve-incident.handler.js';
import { ChangeMarksController } from './safeguards/change-marks.controller.js';
import { safeguards } from './safeguards/index.js';
import { SafeguardsController } from './safeguards/safeguards.controller.js';
import { FlagStreams } from './streams/flag-streams.js';
import { IncidentStreams } from './streams/incident-streams.js';
import { verifyRecovery } from './verify-recovery/index.js';
import { watchAnomalies } from './watch-anomalies/index.js';

const commands = [
  AcknowledgeIncidentHandler,
  AnnotateIncidentHandler,
  ApproveActionHandler,
  ChangePolicyHandler,
  ReopenIncidentHandler,
  ResolveIncidentHandler,
];

/** Anomaly → who is suspected → incident → action → recovery. */
@Module({
  controllers: [
    IncidentsController,
    AttributionController,
    ActionsController,
    PolicyController,
    SafeguardsController,
    ChangeMarksController,
    GatesController,
    DriftController,
  ],
  providers: [
    { provide: GUARDIAN_CONFIG, useFactory: () => readGuardianConfig(process.env) },
    ...[IncidentStreams, FlagStreams],
    ...[RecentChanges, ReadPolicy, IncidentCommands],
    ...attribution,
    ...attributeAgain,
    ...ladder,
    ...watchAnomalies,
    ...executeActions,
    ...gates,
    ...drift,
    ...verifyRecovery,
    ...commands,
    ...actions,
    ...safeguards,
    GuardianRunner,
  ],
})
export class GuardianModule {}
