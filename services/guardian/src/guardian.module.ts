import { Module } from '@nestjs/common';
import { AcknowledgeIncidentHandler } from './acknowledge-incident/acknowledge-incident.handler.js';
import { AnnotateIncidentHandler } from './annotate-incident/annotate-incident.handler.js';
import { ApproveActionHandler } from './approve-action/approve-action.handler.js';
import { ChangePolicyHandler } from './change-policy/change-policy.handler.js';
import { executeActions } from './execute-actions/index.js';
import { GUARDIAN_CONFIG, readGuardianConfig } from './guardian-config.js';
import { GuardianRunner } from './guardian-runner.js';
import { IncidentCommands } from './incidents/incident-commands.js';
import { IncidentsController } from './incidents/incidents.controller.js';
import { Policies } from './policy/policies.js';
import { PolicyController } from './policy/policy.controller.js';
import { RecentChanges } from './recent-changes/recent-changes.js';
import { ReopenIncidentHandler } from './reopen-incident/reopen-incident.handler.js';
import { ResolveIncidentHandler } from './resolve-incident/resolve-incident.handler.js';
import { FlagStreams } from './streams/flag-streams.js';
import { IncidentStreams } from './streams/incident-streams.js';
import { PolicyStreams } from './streams/policy-streams.js';
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
  controllers: [IncidentsController, PolicyController],
  providers: [
    { provide: GUARDIAN_CONFIG, useFactory: () => readGuardianConfig(process.env) },
    ...[IncidentStreams, PolicyStreams, FlagStreams],
    ...[RecentChanges, Policies, IncidentCommands],
    ...watchAnomalies,
    ...executeActions,
    ...commands,
    GuardianRunner,
  ],
})
export class GuardianModule {}
