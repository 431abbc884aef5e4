import { FlagSet } from '@hormesis/flags';
import { Module } from '@nestjs/common';
import { ControlRampController } from './control-ramp/control-ramp.controller.js';
import { ControlRampHandler } from './control-ramp/control-ramp.handler.js';
import { DefineFlagController } from './define-flag/define-flag.controller.js';
import { DefineFlagHandler } from './define-flag/define-flag.handler.js';
import { EvaluateFlagsController } from './evaluate-flags/evaluate-flags.controller.js';
import { FlagStreams } from './flag-streams/flag-streams.js';
import { FLAGS_CONFIG, readFlagsConfig } from './flags-config.js';
import { FlagsRunner } from './flags-runner.js';
import { FlipFlagController } from './flip-flag/flip-flag.controller.js';
import { FlipFlagHandler } from './flip-flag/flip-flag.handler.js';
import { AskGateController } from './gate-deployments/ask-gate.controller.js';
import { AskGateHandler } from './gate-deployments/ask-gate.handler.js';
import { DeploymentJudge } from './gate-deployments/deployment-judge.js';
import { FlagPolicies } from './gate-deployments/flag-policies.js';
import { FlagPolicyController } from './gate-deployments/flag-policy.controller.js';
import { FlagPolicyStreams } from './gate-deployments/flag-policy-streams.js';
import { SetFlagPolicyHandler } from './gate-deployments/set-flag-policy.handler.js';
import { ShowFlagPoliciesHandler } from './gate-deployments/show-flag-policies.handler.js';
import { RampFlagController } from './ramp-flag/ramp-flag.controller.js';
import { RampFlagHandler } from './ramp-flag/ramp-flag.handler.js';
import { RemoveFlagController } from './remove-flag/remove-flag.controller.js';
import { RemoveFlagHandler } from './remove-flag/remove-flag.handler.js';
import { GuardWindows } from './run-ramps/guard-windows.js';
import { RampGuards } from './run-ramps/ramp-guards.js';
import { RampLease } from './run-ramps/ramp-lease.js';
import { RampRunner } from './run-ramps/ramp-runner.js';
import { ScheduleRampController } from './schedule-ramp/schedule-ramp.controller.js';
import { ScheduleRampHandler } from './schedule-ramp/schedule-ramp.handler.js';
import { FlagdSyncServer } from './serve-flagd/sync-server.js';
import { ShowRampsController } from './show-ramps/show-ramps.controller.js';
import { ShowRampsHandler } from './show-ramps/show-ramps.handler.js';
import { ChangeFeed } from './stream-changes/change-feed.js';
import { EventStreams } from './stream-changes/event-streams.js';
import { StreamChangesController } from './stream-changes/stream-changes.controller.js';
import { StreamTickets } from './stream-changes/stream-ticket.js';
import { FlagBoard } from './sync-flags/flag-board.js';
import { FlagFollower } from './sync-flags/flag-follower.js';
import { SyncFlagsController } from './sync-flags/sync-flags.controller.js';

const commands = [
  DefineFlagHandler,
  FlipFlagHandler,
  RampFlagHandler,
  RemoveFlagHandler,
  ScheduleRampHandler,
  ControlRampHandler,
  AskGateHandler,
  SetFlagPolicyHandler,
];
const queries = [ShowRampsHandler, ShowFlagPoliciesHandler];
const flags = [FlagStreams, FlagSet, FlagBoard, FlagFollower];
const changes = [ChangeFeed, EventStreams, StreamTickets];
const ramps = [GuardWindows, RampGuards, RampLease, RampRunner];
const policies = [FlagPolicies, FlagPolicyStreams, DeploymentJudge];

/**
 * The built-in flags: commands change them, ramps go on by themselves, and OFREP and flagd's sync give them to clients,
 * from memory. A gate keeps what users can notice behind them.
 */
@Module({
  controllers: [
    DefineFlagController,
    FlipFlagController,
    RampFlagController,
    RemoveFlagController,
    ScheduleRampController,
    ControlRampController,
    ShowRampsController,
    EvaluateFlagsController,
    StreamChangesController,
    SyncFlagsController,
    AskGateController,
    FlagPolicyController,
  ],
  providers: [
    { provide: FLAGS_CONFIG, useFactory: () => readFlagsConfig(process.env) },
    ...commands,
    ...queries,
    ...flags,
    ...changes,
    ...ramps,
    ...policies,
    FlagdSyncServer,
    FlagsRunner,
  ],
})
export class FlagsModule {}
