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
import { actionTaken } from './ladder/action.projection.js';
import { climbLadderReaction } from './ladder/climb-ladder.reaction.js';
import { EarnedRungs } from './ladder/earned-rungs.js';
import { Permits } from './ladder/permits.js';
import { guardianMigrations } from './migrations.js';
import { recentChange } from './recent-changes/recent-change.projection.js';
import { RecentChanges } from './recent-changes/recent-changes.js';
import { TellPeople } from './verify-recovery/tell-people.js';
import { tellPeopleReaction } from './verify-recovery/tell-people.reaction.js';
import { VerifyRecovery } from './verify-recovery/verify-recovery.js';
import { AnswerToAnomaly } from './watch-anomalies/answer-to-anomaly.js';
import { AnsweredAnomalies } from './watch-anomalies/answered-anomalies.js';
import { Recovery } from './watch-anomalies/recovery.js';
import { watchAnomaliesReaction } from './watch-anomalies/watch-anomalies.reaction.js';

const projections = [recentChange, actionTaken];
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
    private readonly permits: Permits,
    private readonly verification: VerifyRecovery,
    answer: AnswerToAnomaly,
    recovery: Recovery,
    rungs: EarnedRungs,
    people: TellPeople,
  ) {
    const onError = (error: unknown, where: object) =>
      this.log.warn({ err: error, ...where }, 'an event will be tried again');
    this.projections = new ProjectionRunner({
      db,
      log,
      projections,
      group: 'hormesis.guardian.changes',
      onError,
    });
    this.rebuilder = new Rebuilder({
      db,
      log,
      projections,
      onError: (error, projection) =>
        this.log.warn({ err: error, projection }, 'a rebuild has trouble; it says so where it is asked'),
    });
    const reactions = [
      watchAnomaliesReaction(answer, recovery),
      executeActionsReaction(execution),
      climbLadderReaction(rungs, permits),
      tellPeopleReaction(people),
    ];
    this.reactions = new ReactionRunner({ db, log, reactions, onError });
  }

  async onApplicationBootstrap(): Promise<void> {
    await migrateProjections(this.db);
    await migrateStreams(this.db);
    await migrate(this.db, guardianMigrations);
    await this.projections.start();
    for (const { name, remedy } of await staleProjections(this.db, projections)) {
      this.log.warn({ projection: name }, remedy);
    }
    await this.rebuilder.start();
    await this.reactions.start();
    this.verification.start();
    this.forgetting = setInterval(() => void this.forgetOld(), forgetEveryMs);
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.forgetting);
    await this.verification.stop();
    await this.reactions.stop();
    await this.rebuilder.stop();
    await this.projections.stop();
    await this.execution.settled();
  }

  private async forgetOld(): Promise<void> {
    try {
      await this.changes.forgetOld();
      await this.answered.forgetOld();
      await this.permits.forgetOld();
    } catch (error) {
      this.log.warn({ err: error }, 'old rows could not be dropped; they will be, next time');
    }
  }
}
