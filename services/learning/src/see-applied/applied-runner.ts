import { Database } from '@hormesis/database';
import { isEvent } from '@hormesis/events';
import { topics } from '@hormesis/log';
import { EVENT_LOG, type EventLog } from '@hormesis/platform';
import { migrateProjections, ReactionRunner, reaction } from '@hormesis/projection';
import { migrateStreams } from '@hormesis/streams';
import { logger } from '@hormesis/telemetry';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { RULES_CONFIG, type RulesConfig } from './rules-config.js';
import { SeeApplied } from './see-applied.js';

/** Branches of others are asked for less often than the own Prometheus: their interfaces have limits. */
const lookEvery = { rulesMs: 15_000, branchesMs: 120_000 };

/** Watches the log, the rules that are loaded and the branches that are deployed for what is in force. */
@Injectable()
export class AppliedRunner implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = logger('learning');
  private readonly reactions: ReactionRunner;
  private readonly timers: NodeJS.Timeout[] = [];
  private readonly looking = new Map<string, Promise<void>>();

  constructor(
    private readonly database: Database,
    @Inject(EVENT_LOG) events: EventLog,
    @Inject(RULES_CONFIG) private readonly config: RulesConfig,
    private readonly applied: SeeApplied,
  ) {
    this.reactions = new ReactionRunner({
      db: database,
      log: events,
      reactions: [
        reaction({
          name: 'learning.see-applied',
          from: [topics.changes],
          startAt: 'end',
          on: async (event) => {
            if (isEvent(event, 'featureflag.defined', 'featureflag.rampscheduled'))
              await applied.seeFlag(event);
            if (isEvent(event, 'change.merged')) await applied.seeMerge(event);
          },
        }),
      ],
      onError: (err, where) => this.log.warn({ err, ...where }, 'an event is looked at again'),
    });
  }

  async onApplicationBootstrap(): Promise<void> {
    await migrateStreams(this.database);
    await migrateProjections(this.database);
    await this.reactions.start();
    if (this.config.prometheus) this.every('rules', lookEvery.rulesMs, () => this.applied.lookAtRules());
    this.every('branches', lookEvery.branchesMs, () => this.applied.lookAtBranches());
  }

  async onModuleDestroy(): Promise<void> {
    for (const timer of this.timers) clearInterval(timer);
    await this.reactions.stop();
    await Promise.all(this.looking.values());
  }

  /** Looks now, and then at this pace; a look that takes longer is waited for. */
  private every(what: string, pauseMs: number, look: () => Promise<void>): void {
    const begin = () => {
      if (this.looking.has(what)) return;
      const running = look()
        .catch((err: unknown) => this.log.warn({ err }, `the ${what} will be looked at again`))
        .finally(() => this.looking.delete(what));
      this.looking.set(what, running);
    };
    begin();
    this.timers.push(setInterval(begin, pauseMs));
  }
}
