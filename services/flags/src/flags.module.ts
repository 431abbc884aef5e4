import { FlagSet } from '@hormesis/flags';
import { Module } from '@nestjs/common';
import { DefineFlagController } from './define-flag/define-flag.controller.js';
import { DefineFlagHandler } from './define-flag/define-flag.handler.js';
import { EvaluateFlagsController } from './evaluate-flags/evaluate-flags.controller.js';
import { FlagStreams } from './flag-streams/flag-streams.js';
import { FlipFlagController } from './flip-flag/flip-flag.controller.js';
import { FlipFlagHandler } from './flip-flag/flip-flag.handler.js';
import { RampFlagController } from './ramp-flag/ramp-flag.controller.js';
import { RampFlagHandler } from './ramp-flag/ramp-flag.handler.js';
import { RemoveFlagController } from './remove-flag/remove-flag.controller.js';
import { RemoveFlagHandler } from './remove-flag/remove-flag.handler.js';
import { FlagFollower } from './sync-flags/flag-follower.js';
import { SyncFlagsController } from './sync-flags/sync-flags.controller.js';

const commands = [DefineFlagHandler, FlipFlagHandler, RampFlagHandler, RemoveFlagHandler];

/** The built-in flags: commands change them, OFREP and flagd's sync give them to clients, from memory. */
@Module({
  controllers: [
    DefineFlagController,
    FlipFlagController,
    RampFlagController,
    RemoveFlagController,
    EvaluateFlagsController,
    SyncFlagsController,
  ],
  providers: [...commands, FlagStreams, FlagSet, FlagFollower],
})
export class FlagsModule {}
