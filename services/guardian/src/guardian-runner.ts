import { Database, migrate } from '@hormesis/database';
import { EVENT_LOG, type EventLog } from '@hormesis/platform';
import {
  migrateProjections,
  ProjectionRunner,
  ReactionRunner,
  Rebuilder,
  staleProjections,
} from '@hormesis/projection';
import { migrateStreams } from '@hormesis/streams';
import { logger } from '@hormesis/telemetry';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { ActionExecution } from './execute-actions/action-execution.js';
import { executeActionsReaction } from './execute-actions/execute-actions.reaction.js';
import { guardianMigrations } from './migrations.js';
import { recentChange } from './recent-changes/recent-change.projection.js';
import { RecentChanges } from './recent-changes/recent-changes.js';
import { AnswerToAnomaly } from './watch-anomalies/answer-to-anomaly.js';
import { AnsweredAnomalies } from './watch-anomalies/answered-anomalies.js';
import { Recovery } from './watch-anomalies/recovery.js';
import { watchAnomaliesReaction } from './watch-anomalies/watch-anomalies.reaction.js';

const forgetEveryMs = 10 * 60_000;

/** Starts what the guardian reads from the log, and stops it in the end. */
@Injectable()
export class GuardianRunner implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = logger('guardian');
  private readonly projections: ProjectionRunner;
  private readonly rebuilder: Rebuilder;
  private readonly reactions: ReactionRunner;
  private forgetting: NodeJS.Timeout | undefined;

  constructor(
    private readonly db: Database,
    @Inject(EVENT_LOG) log: EventLog,
    private readonly changes: RecentChanges,
    private readonly answered: AnsweredAnomalies,
    private readonly execution: ActionExecution,
    answer: AnswerToAnomaly,
    recovery: Recovery,
  ) {
    const onError = (error: unknown, where: object) =>
      this.log.warn({ err: error, ...where }, 'an event will be tried again');
    this.projections = new ProjectionRunner({
      db,
      log,
      projections: [recentChange],
      group: 'hormesis.guardian.changes',
      onError,
    });
    this.rebuilder = new Rebuilder({
      db,
      log,
      projections: [recentChange],
      onError: (error, projection) =>
        this.log.warn({ err: error, projection }, 'a rebuild has trouble; it says so where it is asked'),
    });
    const reactions = [watchAnomaliesReaction(answer, recovery), executeActionsReaction(execution)];
    this.reactions = new ReactionRunner({ db, log, reactions, onError });
  }

  async onApplicationBootstrap(): Promise<void> {
    await migrateProjections(this.db);
    await migrateStreams(this.db);
    await migrate(this.db, guardianMigrations);
    await this.projections.start();
    for (const { name, remedy } of await staleProjections(this.db, [recentChange])) {
      this.log.warn({ projection: name }, remedy);
    }
    await this.rebuilder.start();
    await this.reactions.start();
    this.forgetting = setInterval(() => void this.forgetOld(), forgetEveryMs);
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.forgetting);
    await this.reactions.stop();
    await this.rebuilder.stop();
    await this.projections.stop();
    await this.execution.settled();
  }

  private async forgetOld(): Promise<void> {
    try {
      await this.changes.forgetOld();
      await this.answered.forgetOld();
    } catch (error) {
      this.log.warn({ err: error }, 'old rows could not be dropped; they will be, next time');
    }
  }
}
