import { setTimeout as sleep } from 'node:timers/promises';
import { Database, migrate } from '@hormesis/database';
import { CLOCK, type Clock, CONFIG, type PlatformConfig } from '@hormesis/platform';
import { isInfrastructureError } from '@hormesis/projection';
import { logger } from '@hormesis/telemetry';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { learningMigrations } from '../migrations.js';
import { BacktestStore, type Claimed } from './backtest-store.js';
import { BacktestThread } from './backtest-thread.js';
import { CannotReplay } from './cannot-replay.js';
import { ConcludeProposal } from './conclude-proposal.js';
import { endingOf } from './ending-of.js';

const lookEveryMs = 1_000;
const holdEveryMs = 1_000;

/** Runs backtests that wait, one at a time, each in a thread. What a process leaves behind another one runs again. */
@Injectable()
export class BacktestRunner implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = logger('learning');
  private readonly leaving = new AbortController();
  private readonly thread: BacktestThread;
  private working: Promise<void> | undefined;

  constructor(
    private readonly db: Database,
    private readonly store: BacktestStore,
    private readonly conclude: ConcludeProposal,
    @Inject(CONFIG) config: PlatformConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.thread = new BacktestThread(config);
  }

  async onApplicationBootstrap(): Promise<void> {
    await migrate(this.db, learningMigrations);
    this.working = this.work();
  }

  async onModuleDestroy(): Promise<void> {
    this.leaving.abort();
    await this.working;
    await this.thread.end();
  }

  private async work(): Promise<void> {
    const { signal } = this.leaving;
    while (!signal.aborted) {
      try {
        const claimed = await this.store.claim(this.clock.now());
        if (claimed) {
          await this.run(claimed);
          continue;
        }
        await this.thread.end();
      } catch (err) {
        if (!signal.aborted) this.log.warn({ err }, 'backtests wait; trying again');
      }
      await sleep(lookEveryMs, undefined, { signal }).catch(() => undefined);
    }
  }

  private async run(claimed: Claimed): Promise<void> {
    const stop = new AbortController();
    const leave = () => stop.abort();
    this.leaving.signal.addEventListener('abort', leave, { once: true });
    try {
      await this.held(claimed, stop, async (onProgress) => {
        const { reports, took } = await this.thread.run(claimed, stop.signal, onProgress);
        await this.conclude.run(claimed, reports, stop.signal);
        await this.store.done(claimed, reports, this.clock.now());
        this.log.info({ backtest: claimed.id, ...took }, 'backtested');
      });
    } catch (err) {
      await this.end(claimed, err, stop.signal.aborted);
    } finally {
      this.leaving.signal.removeEventListener('abort', leave);
    }
  }

  private async end(claimed: Claimed, err: unknown, wasStopped: boolean): Promise<void> {
    if (this.leaving.signal.aborted) return this.store.giveBack(claimed);
    if (wasStopped) return;
    const ending = endingOf(err, claimed);
    if (ending.kind === 'later') {
      this.log.warn({ err, backtest: claimed.id, pauseMs: ending.pauseMs }, 'a backtest waits');
      return this.noted(() => this.store.putOff(claimed, ending));
    }
    if (!(err instanceof CannotReplay))
      this.log.error({ err, backtest: claimed.id }, 'a backtest has failed');
    return this.noted(() => this.store.fail(claimed, ending.problem, this.clock.now()));
  }

  /** The database may be what is away: how it ended is noted once it is back. */
  private async noted(note: () => Promise<void>): Promise<void> {
    const { signal } = this.leaving;
    for (;;) {
      try {
        return await note();
      } catch (err) {
        if (signal.aborted || !isInfrastructureError(err)) throw err;
        this.log.warn({ err }, 'how a backtest ended could not be noted; trying again');
        await sleep(lookEveryMs, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  /** Says while it runs that it does, and how far it is; stops it once it is called off or was taken over. */
  private async held(
    claimed: Claimed,
    stop: AbortController,
    run: (onProgress: (share: number) => void) => Promise<void>,
  ): Promise<void> {
    const began = performance.now();
    let share = 0;
    let asking = false;
    const hold = async () => {
      if (asking) return;
      asking = true;
      try {
        if (!(await this.store.hold(claimed, share, etaOf(share, performance.now() - began)))) stop.abort();
      } catch (err) {
        this.log.warn({ err, backtest: claimed.id }, 'progress of a backtest could not be noted');
      } finally {
        asking = false;
      }
    };
    const timer = setInterval(() => void hold(), holdEveryMs);
    try {
      await run((done) => {
        share = done;
      });
    } finally {
      clearInterval(timer);
    }
  }
}

/** As fast as until now; `undefined`: too early to say. */
function etaOf(share: number, tookMs: number): number | undefined {
  return share < 0.02 ? undefined : (tookMs / share) * (1 - share);
}
