import { Database, migrate } from '@hormesis/database';
import { isEvent } from '@hormesis/events';
import {
  type EventLog,
  isReadable,
  type LogBatch,
  type LogConsumer,
  type TopicPartition,
  topics,
} from '@hormesis/log';
import { EVENT_LOG } from '@hormesis/platform';
import type { Budget } from '@hormesis/statistics';
import { logger } from '@hormesis/telemetry';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { ChangeFollower } from '../know-changes/change-follower.js';
import { sentinelMigrations } from '../migrations.js';
import { offsetAt } from '../read-back/offset-at.js';
import { GuardRunner } from '../run-guards/guard-runner.js';
import { Episodes } from '../see-recovery/episodes.js';
import { StandingAnomalies } from '../see-recovery/standing-anomalies.js';
import { SENTINEL_CONFIG, type SentinelConfig } from '../sentinel-config.js';
import { Marks } from './marks.js';
import { PartitionWatch } from './partition-watch.js';
import { type Decided, StateAnomalies } from './state-anomalies.js';

/** So much of the log is taken again after a start, to know what is normal. */
const READ_BACK_MS = 60 * 60_000;
const tickEveryMs = 1_000;
const saveEveryMs = 1_000;

/** `taken`: the offset after the last window in `watch`; `mark`: after the last one of which all has been stated. */
type Watched = {
  watch: PartitionWatch;
  episodes: Episodes;
  taken: number;
  mark: number;
  pending: Decided[];
  /** What the clock showed and what is not stated yet. */
  shown: Decided[];
  savedAt: number;
  /** The head at the start. What stands before it is taken as it was known then; what comes after is judged as it comes. */
  liveFrom: number;
};

/**
 * Judges every signal window as it comes. Copies share the partitions; whoever gets one takes its last hour again, says
 * nothing of what was judged before, and goes on.
 */
@Injectable()
export class SignalWatcher implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = logger('sentinel');
  private readonly watched = new Map<number, Watched>();
  private consumer: LogConsumer | undefined;
  private clock: NodeJS.Timeout | undefined;

  constructor(
    private readonly db: Database,
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(SENTINEL_CONFIG) private readonly config: SentinelConfig,
    private readonly changes: ChangeFollower,
    private readonly marks: Marks,
    private readonly anomalies: StateAnomalies,
    private readonly standing: StandingAnomalies,
    private readonly guards: GuardRunner,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await migrate(this.db, sentinelMigrations);
    await this.changes.start();
    await this.guards.start();
    this.consumer = await this.log.consume({
      group: 'hormesis.sentinel',
      topics: [topics.signals],
      positionOf: (partition) => this.begin(partition),
      handle: (batch) => this.judge(batch),
      onError: (err, partition) =>
        this.logger.warn({ err, ...partition }, 'signals wait to be judged; trying again'),
    });
    this.clock = setInterval(() => void this.tick(), tickEveryMs);
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.clock);
    await this.consumer?.stop();
    await Promise.all([...this.watched].map(([partition, { mark }]) => this.marks.move(partition, mark)));
  }

  /** The watches of the partitions that this process has now, and has read to the end. */
  get watches(): readonly PartitionWatch[] {
    return this.inForce.map(([, { watch }]) => watch);
  }

  private get inForce(): readonly [number, Watched][] {
    const assigned = new Set(this.consumer?.assigned().map(({ partition }) => partition));
    return [...this.watched].filter(
      ([partition, { taken, liveFrom }]) => taken >= liveFrom && assigned.has(partition),
    );
  }

  /** Where to read from: an hour back. What stands on the log at the very first start was judged by nobody, and is history. */
  private async begin({ topic, partition }: TopicPartition): Promise<number> {
    const [tails, heads, known] = await Promise.all([
      this.log.tails(topic),
      this.log.heads(topic),
      this.marks.of(partition),
    ]);
    const head = heads.find((each) => each.partition === partition) ?? { topic, partition, offset: 0 };
    const tail = tails.find((each) => each.partition === partition) ?? { ...head, offset: 0 };
    const mark = known ?? head.offset;
    const taken = await offsetAt(this.log, tail, head, Date.now() - READ_BACK_MS);
    const episodes = new Episodes();
    episodes.begin(await this.standing.of(partition));
    const watch = new PartitionWatch(
      this.changes.steps,
      shareOf(this.config.budget, heads.length),
      (line) => episodes.concern(line),
      (change) => episodes.blame(change),
    );
    const savedAt = performance.now();
    this.watched.set(partition, {
      watch,
      episodes,
      taken,
      mark,
      pending: [],
      shown: [],
      savedAt,
      liveFrom: head.offset,
    });
    await this.guards.begin(partition, heads.length, taken, (...cohort) => watch.changeOf(...cohort));
    return taken;
  }

  /** The same batch again, when something could not be stated, is not taken twice. */
  private async judge({ partition, records, nextOffset, head }: LogBatch): Promise<void> {
    const watched = this.watched.get(partition);
    if (!watched) return;
    for (const record of records) {
      if (record.position.offset < watched.taken) continue;
      watched.taken = record.position.offset + 1;
      this.guards.take(record);
      if (!isReadable(record) || !isEvent(record.event, 'signal.measured')) continue;
      const { event, position: by } = record;
      if (watched.watch.isNews(event)) await this.changes.caughtUp();
      const { line, noticed } = watched.watch.take(event, by.offset >= watched.liveFrom);
      if (by.offset < watched.mark) continue;
      const over = watched.episodes.take(line, (change) => watched.watch.isWatched(change));
      watched.pending.push(
        ...noticed.map((each) => ({ noticed: each, by: { event, position: by } })),
        ...over.map((each) => ({ over: each, at: line.at, by: { event, position: by } })),
      );
    }
    watched.taken = Math.max(watched.taken, nextOffset);
    await this.statePending(partition, watched, nextOffset);
    await this.guards.settle(partition, { nextOffset, head });
  }

  private async statePending(partition: number, watched: Watched, nextOffset: number): Promise<void> {
    const something = watched.pending.length > 0;
    await this.stateAll(partition, watched, watched.pending);
    watched.pending = [];
    watched.mark = Math.max(watched.mark, nextOffset);
    if (!something && performance.now() - watched.savedAt <= saveEveryMs) return;
    await this.marks.move(partition, watched.mark);
    watched.savedAt = performance.now();
  }

  private async stateAll(
    partition: number,
    { episodes }: Watched,
    decided: readonly Decided[],
  ): Promise<void> {
    const begun = await this.anomalies.state(decided);
    await this.standing.note(partition, begun);
    episodes.begin(begun);
    await this.standing.forget(decided.flatMap((each) => ('over' in each ? [each.over.subject] : [])));
  }

  /** What cannot be stated now is stated with a later tick: the detectors say it once. */
  private async tick(): Promise<void> {
    const now = Date.now();
    for (const [partition, watched] of this.inForce) {
      watched.shown.push(...watched.watch.tick(now).map((each) => ({ noticed: each })));
      const shown = watched.shown.splice(0);
      try {
        await this.stateAll(partition, watched, shown);
        await this.guards.tick(partition, now);
      } catch (err) {
        watched.shown.unshift(...shown);
        this.logger.warn({ err, partition }, 'what the clock showed could not be stated; trying again');
      }
    }
  }
}

/** Each partition gets an equal part of the false alarms. */
function shareOf({ falseAlarms, perMs }: Budget, partitions: number): Budget {
  return { falseAlarms: falseAlarms / Math.max(1, partitions), perMs };
}
