import { advanceRamp, bakedAt, type Flag, isMoving, type RampSchedule } from '@hormesis/flags';
import { CLOCK, type Clock } from '@hormesis/platform';
import { Refused } from '@hormesis/streams';
import { logger } from '@hormesis/telemetry';
import { Inject, Injectable } from '@nestjs/common';
import { FlagStreams } from '../flag-streams/flag-streams.js';
import { FlagBoard } from '../sync-flags/flag-board.js';
import { FlagFollower } from '../sync-flags/flag-follower.js';
import { GuardWindows } from './guard-windows.js';
import { RampLease } from './ramp-lease.js';
import { RAMPS } from './ramps-actor.js';

/** A step is looked at again after this part of the time that it is watched: its windows are added up each time. */
const pausePart = 1 / 600;
const longestPauseMs = 10_000;

type Ramping = Flag & { schedule: RampSchedule };

/** Moves ramps on. All that it knows stands on the flags’ streams, so another process can go on at any moment. */
@Injectable()
export class RampRunner {
  private readonly log = logger('flags');
  /** When each ramp was looked at last. */
  private readonly lookedAt = new Map<string, number>();

  constructor(
    private readonly board: FlagBoard,
    private readonly flags: FlagStreams,
    private readonly follower: FlagFollower,
    private readonly windows: GuardWindows,
    private readonly lease: RampLease,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Looks at every ramp that time can move on, once. One that cannot be looked at does not hold the others up. */
  async tick(): Promise<void> {
    const ramping = [...this.board.all()].filter(isRamping);
    const due = ramping.filter((flag) => this.isToBeSeen(flag));
    if (due.length === 0 || !(await this.lease.hold())) return;
    this.forgetAllBut(ramping);
    for (const flag of due) {
      this.lookedAt.set(flag.key, this.clock.now().getTime());
      await this.advance(flag).catch((error) => {
        this.log.warn({ err: error, flag: flag.key }, 'a ramp stays where it is for now; it is tried again');
      });
    }
  }

  private isToBeSeen({ key, schedule }: Ramping): boolean {
    const now = this.clock.now().getTime();
    const baked = bakedAt(schedule);
    const measured = schedule.guards.some(({ worstRatio }) => worstRatio !== undefined);
    if (!measured && schedule.phase !== 'paused' && now < baked) return false;
    const last = this.lookedAt.get(key) ?? Number.NEGATIVE_INFINITY;
    const pause = Math.min((now - Date.parse(schedule.countFrom)) * pausePart, longestPauseMs);
    return now - last >= pause || (last < baked && now >= baked);
  }

  private forgetAllBut(ramping: readonly Ramping[]): void {
    const keys = new Set(ramping.map(({ key }) => key));
    for (const key of this.lookedAt.keys()) if (!keys.has(key)) this.lookedAt.delete(key);
  }

  private async advance(flag: Ramping): Promise<void> {
    const readings = await this.windows.read(flag.key, flag.schedule);
    const seen = { now: this.clock.now(), readings };
    const decision = advanceRamp(flag, seen);
    if ('refused' in decision) throw new Refused(decision);
    if (decision.length === 0) return;
    await this.flags.decide(
      flag.key,
      (newest) => (newest.revision === flag.revision ? advanceRamp(newest, seen) : []),
      { actor: RAMPS, correlationId: flag.schedule.id },
    );
    await this.follower.refresh(flag.key);
  }
}

function isRamping(flag: Flag): flag is Ramping {
  return flag.definition?.state === 'ENABLED' && isMoving(flag.schedule);
}
