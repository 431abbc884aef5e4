import { Database, migrate } from '@hormesis/database';
import { EVENT_LOG, type EventLog } from '@hormesis/platform';
import { migrateProjections, ReactionRunner } from '@hormesis/projection';
import { migrateStreams } from '@hormesis/streams';
import { logger } from '@hormesis/telemetry';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Executors } from '../execute-actions/executors.js';
import { guardianMigrations } from '../migrations.js';
import { Agreements } from './agreements.js';
import { driftReactions } from './drift.reaction.js';
import { DriftStreams } from './drift-streams.js';
import { FollowUp } from './follow-up.js';

const lookEveryMs = 30_000;
/** Where no pull request could be opened, a person has to do something first: only every so many looks. */
const stuckEvery = 20;

/** Follows up on actions in Git, and looks after what differs until it agrees. */
@Injectable()
export class DriftRunner implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = logger('guardian');
  private readonly reactions: ReactionRunner;
  private looking: NodeJS.Timeout | undefined;
  private looks = 0;

  constructor(
    private readonly db: Database,
    @Inject(EVENT_LOG) log: EventLog,
    private readonly drifts: DriftStreams,
    private readonly followUp: FollowUp,
    private readonly executors: Executors,
    agreements: Agreements,
  ) {
    const onError = (error: unknown, where: object) =>
      this.log.warn({ err: error, ...where }, 'an event will be tried again');
    this.reactions = new ReactionRunner({
      db,
      log,
      reactions: driftReactions(followUp, agreements),
      onError,
    });
  }

  /** Without a repository nothing can differ from it. */
  async onApplicationBootstrap(): Promise<void> {
    if (this.executors.reverts.length === 0) return;
    await migrateProjections(this.db);
    await migrateStreams(this.db);
    await migrate(this.db, guardianMigrations);
    await this.reactions.start();
    this.looking = setInterval(() => void this.lookAtAll(), lookEveryMs);
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.looking);
    await this.reactions.stop();
    await this.followUp.settled();
  }

  private async lookAtAll(): Promise<void> {
    try {
      this.looks += 1;
      for (const { id, problem, proposal } of await this.drifts.open()) {
        const stuck = problem !== undefined && proposal === undefined;
        if (!stuck || this.looks % stuckEvery === 0) this.followUp.lookSoon(id);
      }
    } catch (error) {
      this.log.warn({ err: error }, 'drifts will be looked at next time');
    }
  }
}
