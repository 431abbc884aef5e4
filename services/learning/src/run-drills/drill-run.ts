import type { EventOf, Principal } from '@hormesis/events';
import type { Answer } from '@hormesis/executors';
import { type Drill, type DrillOutcome, drillEndsBy, endDrill, startDrill } from '@hormesis/learning';
import { CLOCK, type Clock } from '@hormesis/platform';
import { logger } from '@hormesis/telemetry';
import { Inject, Injectable } from '@nestjs/common';
import { DRILL_CONFIG, type DrillConfig } from './drill-config.js';
import { DrillLock } from './drill-lock.js';
import { DrillStreams } from './drill-streams.js';
import { Injector } from './injector.js';

/** What was asked for longer ago is not injected any more: nobody expects it now. */
const tooOldMs = 5 * 60_000;
/** An injector that cannot be told to stop ends by itself; after so long nobody asks it any more. */
const giveUpMs = 15 * 60_000;

const LEARNING: Principal = { kind: 'system', id: 'learning' };

type Ending = { outcome: DrillOutcome; reason: string; actor?: Principal; causation?: EventOf };

/** Begins drills and ends them, each once, whichever process does it. */
@Injectable()
export class DrillRun {
  private readonly log = logger('learning');
  private readonly injector: Injector | undefined;

  constructor(
    private readonly drills: DrillStreams,
    private readonly lock: DrillLock,
    @Inject(DRILL_CONFIG) { injector }: DrillConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.injector = injector && new Injector(injector);
  }

  /** Has it injected. Asked again after a crash, the injector answers the same. */
  begin(requested: EventOf<'drill.requested'>): Promise<void> {
    return this.lock.hold(requested.subject, async () => {
      const { state } = await this.drills.load(requested.subject);
      if (state.phase !== 'requested') return;
      const context = { actor: LEARNING, causation: requested };
      const answer = await this.beginAnswer(state);
      if (answer.kind === 'completed') {
        const started = { injector: this.injector?.address ?? '', at: this.clock.now().toISOString() };
        await this.drills.decide(state.id, (drill) => startDrill(drill, started), context);
        this.log.info({ drill: state.id, detail: answer.detail }, 'a drill has begun');
        return;
      }
      await this.injector?.stop(state);
      const failed = { outcome: 'failed', reason: answer.reason } as const;
      await this.drills.decide(state.id, (drill) => endDrill(drill, failed), context);
      this.log.warn({ drill: state.id, reason: answer.reason }, 'a drill could not be injected');
    });
  }

  /**
   * Has it stopped, and says that it is over.
   * @returns why the injector could not be told; `undefined`: it is over
   */
  end(id: string, { outcome, reason, actor = LEARNING, causation }: Ending): Promise<string | undefined> {
    return this.lock.hold(id, async () => {
      const { state } = await this.drills.load(id);
      if (state.phase === 'none' || state.phase === 'ended') return undefined;
      const answer = await this.stopAnswer(state);
      const told = answer.kind === 'completed';
      if (!told && !this.isToBeGivenUp(state)) return answer.reason;
      const ending = told ? { outcome, reason } : { outcome: 'failed' as const, reason: answer.reason };
      const context = { actor, ...(causation ? { causation } : {}) };
      await this.drills.decide(id, (drill) => endDrill(drill, ending), context);
      this.log.info({ drill: id, ...ending }, 'a drill is over');
      return undefined;
    });
  }

  private async beginAnswer(drill: Extract<Drill, { phase: 'requested' }>): Promise<Answer> {
    if (!this.injector) return { kind: 'failed', reason: 'No injector is configured any more.' };
    const age = this.clock.now().getTime() - Date.parse(drill.requestedAt);
    if (age > tooOldMs) {
      const minutes = Math.round(age / 60_000);
      return { kind: 'failed', reason: `It was asked for ${minutes} minutes ago. Ask again to do it now.` };
    }
    return this.injector.begin(drill);
  }

  private async stopAnswer(drill: Extract<Drill, { phase: 'requested' | 'running' }>): Promise<Answer> {
    if (!this.injector) return { kind: 'failed', reason: 'No injector is configured any more.' };
    return this.injector.stop(drill);
  }

  private isToBeGivenUp(drill: Extract<Drill, { phase: 'requested' | 'running' }>): boolean {
    const by = drill.phase === 'running' ? drillEndsBy(drill) : Date.parse(drill.requestedAt) + tooOldMs;
    return this.clock.now().getTime() > by + giveUpMs;
  }
}
