import type { EventOf } from '@hormesis/events';
import { guardRamp, guardsAgainst, isMoving } from '@hormesis/flags';
import { Injectable } from '@nestjs/common';
import { FlagStreams } from '../flag-streams/flag-streams.js';
import { FlagBoard } from '../sync-flags/flag-board.js';
import { FlagFollower } from '../sync-flags/flag-follower.js';
import { RAMPS } from './ramps-actor.js';

/** Stops the ramps that watch what got worse. */
@Injectable()
export class RampGuards {
  constructor(
    private readonly board: FlagBoard,
    private readonly flags: FlagStreams,
    private readonly follower: FlagFollower,
  ) {}

  /** Safe to repeat. A copy that has not heard of a ramp yet must not pass over its anomaly. */
  async take(anomaly: EventOf<'anomaly.detected'>): Promise<void> {
    await this.follower.catchUp();
    const { service, environment, metric, onset, summary } = anomaly.data;
    const place = { service: service.id, environment: environment.id, metric };
    const watching = [...this.board.all()].filter(
      (flag) => isMoving(flag.schedule) && guardsAgainst(flag, flag.schedule, place),
    );
    for (const { key } of watching) {
      await this.flags.decide(
        key,
        (flag) => guardRamp(flag, { ...place, onset, detected: anomaly.time, summary }),
        { actor: RAMPS, causation: anomaly },
      );
      await this.follower.refresh(key);
    }
  }
}
