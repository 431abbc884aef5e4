import { Database } from '@hormesis/database';
import { isEvent, keyOf } from '@hormesis/events';
import { type EventLog, isReadable, type LogBatch, type LogRecord, partitionOf, topics } from '@hormesis/log';
import { EVENT_LOG } from '@hormesis/platform';
import { migrateStreams } from '@hormesis/streams';
import { count, logger } from '@hormesis/telemetry';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { ApplyGuards } from './apply-guards.js';
import { type Guard, guardOf, longestNeed } from './guard.js';
import { GuardFollower } from './guard-follower.js';
import { guardHistory } from './guard-history.js';
import { GuardRecord } from './guard-record.js';
import type { ChangeOf } from './guard-statement.js';
import { PartitionGuards } from './partition-guards.js';
import type { RunningGuard } from './running-guard.js';
import { StandingGuards } from './standing-guards.js';

/** The clock waits so long for windows that are on their way. */
const graceMs = 1_000;
const saveEveryMs = 1_000;
/** A record is read anew after so long at the latest, so that it does not grow for ever. */
const renewAfterMs = 60 * 60_000;
/** Guards that need no more than this are there at once. */
const soonMs = 2 * 60 * 60_000;
/** What nobody evaluated for so long is history. */
const forgottenMs = 60 * 60_000;

type Kept = {
  guards: PartitionGuards;
  partitions: number;
  /** The offset after the last record that was taken. */
  next: number;
  /** Whether there is more on the log than was taken: then the clock says nothing. */
  behind: boolean;
  builtAt: number;
  /** Which guards run, and in which form; another set begins anew. */
  set: string | undefined;
  /** The renewal that runs, and whether another one is to follow. */
  renewing: Promise<void> | undefined;
  again: boolean;
  settling: Promise<void>;
  savedAt: number;
};

/**
 * Runs the accepted alerts over the partitions that this process watches: each one over that of the service which its
 * incident was in.
 */
@Injectable()
export class GuardRunner implements OnModuleDestroy {
  private readonly logger = logger('sentinel');
  private readonly kept = new Map<number, Kept>();

  constructor(
    private readonly db: Database,
    @Inject(EVENT_LOG) private readonly log: EventLog,
    private readonly follower: GuardFollower,
    private readonly standing: StandingGuards,
    private readonly applied: ApplyGuards,
  ) {}

  async start(): Promise<void> {
    await migrateStreams(this.db);
    await this.follower.start(() => {
      for (const partition of this.kept.keys()) this.renew(partition);
    });
  }

  /**
   * @param next the offset from which on windows will come
   * @param changeOf knows the changes that are watched there
   */
  async begin(partition: number, partitions: number, next: number, changeOf: ChangeOf): Promise<void> {
    const now = Date.now();
    const [standing, until] = await Promise.all([
      this.standing.of(partition),
      this.standing.evaluatedUntil(partition),
    ]);
    const guards = new PartitionGuards(
      Math.max(until ?? now, now - forgottenMs),
      standing,
      (guard, because) => this.logger.warn({ guard: guard.id, because }, 'a guard could not be evaluated'),
      changeOf,
    );
    this.kept.set(partition, {
      guards,
      partitions,
      next,
      behind: false,
      builtAt: now,
      set: undefined,
      renewing: undefined,
      again: false,
      settling: Promise.resolve(),
      savedAt: 0,
    });
    this.renew(partition);
  }

  /** Each record of a partition, in order, once. */
  take(record: LogRecord): void {
    const kept = this.kept.get(record.position.partition);
    if (!kept) return;
    kept.next = record.position.offset + 1;
    if (isReadable(record) && isEvent(record.event, 'signal.measured')) kept.guards.take(record.event);
  }

  /** Puts on the log what fired and what is over. It may be called again when it failed. */
  async settle(partition: number, batch?: Pick<LogBatch, 'nextOffset' | 'head'>): Promise<void> {
    const kept = this.kept.get(partition);
    if (!kept) return;
    kept.next = Math.max(kept.next, batch?.nextOffset ?? 0);
    if (batch) kept.behind = batch.nextOffset < batch.head;
    const settled = kept.settling.then(() => this.state(partition, kept));
    kept.settling = settled.catch(() => undefined);
    await settled;
  }

  /** Lets time pass over a partition that is read to its end. */
  async tick(partition: number, now: number): Promise<void> {
    const kept = this.kept.get(partition);
    if (!kept) return;
    if (!kept.behind) kept.guards.pass(now - graceMs);
    if (now - kept.builtAt >= renewAfter(kept)) this.renew(partition);
    try {
      await this.settle(partition);
    } catch (err) {
      this.logger.warn({ err, partition }, 'what the guards showed could not be stated; trying again');
    }
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all([...this.kept.values()].flatMap(({ renewing, settling }) => [renewing, settling]));
  }

  /** Goes on with the guards that are accepted now, once what they look back on has been read. */
  private renew(partition: number): void {
    const kept = this.kept.get(partition);
    if (!kept) return;
    if (kept.renewing) {
      kept.again = true;
      return;
    }
    kept.again = false;
    kept.renewing = this.readAnew(partition, kept)
      .catch((err: unknown) => {
        this.logger.warn({ err, partition }, 'the guards wait for what they look back on; trying again');
        // The next tick tries again.
        kept.builtAt = 0;
      })
      .finally(() => {
        kept.renewing = undefined;
        if (kept.again) this.renew(partition);
      });
  }

  private async readAnew(partition: number, kept: Kept): Promise<void> {
    const guards = await this.guardsOf(partition, kept.partitions);
    const set = JSON.stringify(guards.map(({ id, files }) => [id, files]));
    if (set === kept.set && Date.now() - kept.builtAt < renewAfter(kept)) return;
    kept.set = set;
    // Those that look back far do not keep the others waiting.
    const soon = guards.filter((guard) => longestNeed([guard]) <= soonMs);
    await this.use(partition, kept, soon, guards);
    if (soon.length < guards.length) await this.use(partition, kept, guards, guards);
  }

  private async use(
    partition: number,
    kept: Kept,
    guards: readonly Guard[],
    inForce: readonly Guard[],
  ): Promise<void> {
    const goOn = (record: GuardRecord, running?: readonly RunningGuard[]) => {
      kept.guards.use(record, Date.now(), inForce, running);
      kept.builtAt = Date.now();
    };
    if (guards.length === 0) return goOn(new GuardRecord([]));
    const since = Math.min(Date.now(), kept.guards.evaluatedUntil);
    await guardHistory(this.log, partition, guards, since, () => kept.next, goOn);
  }

  private async guardsOf(partition: number, partitions: number): Promise<Guard[]> {
    const guards: Guard[] = [];
    for (const accepted of this.follower.accepted) {
      if (partitionOf(accepted.service, partitions) !== partition) continue;
      const guard = guardOf(accepted);
      if (!('because' in guard)) guards.push(guard);
      else if (await this.applied.cannotRun(accepted, guard.because))
        this.logger.warn({ guard: accepted.id, because: guard.because }, 'a guard cannot run');
    }
    return guards;
  }

  private async state(partition: number, kept: Kept): Promise<void> {
    const { guards } = kept;
    const until = guards.evaluatedUntil;
    const news = guards.takeNews();
    try {
      await this.log.append(
        topics.incidents,
        news.map(({ statement }) => ({ key: keyOf(statement), event: statement })),
      );
      for (const { began, over } of news) {
        if (began) await this.standing.note(partition, began);
        if (over !== undefined) await this.standing.forget(over);
      }
    } catch (error) {
      guards.giveBack(news);
      throw error;
    }
    const fired = news.filter(({ began }) => began).length;
    if (fired > 0) count('hormesis.sentinel.anomalies', fired, { method: 'guard' });
    if (guards.guards.length === 0 || (news.length === 0 && performance.now() - kept.savedAt < saveEveryMs))
      return;
    await this.standing.moveTo(partition, until);
    kept.savedAt = performance.now();
    await this.applied.apply(guards.sound);
  }
}

function renewAfter({ guards }: Kept): number {
  return Math.max(renewAfterMs, longestNeed(guards.guards));
}
