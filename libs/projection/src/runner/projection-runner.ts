import { setTimeout as sleep } from 'node:timers/promises';
import type { Database, Lane, Listening } from '@hormesis/database';
import type { EventLog, LogBatch, LogConsumer, Position, TopicPartition } from '@hormesis/log';
import { clerkOfProjections } from '../dead-letters/clerk-of-projections.js';
import type { LetterClerk } from '../dead-letters/letter-clerk.js';
import type { Projection } from '../definition/projection.js';
import { behind as behindOf } from '../status/behind.js';
import { positions } from '../status/positions.js';
import { buildsInCare, ensureBuild } from '../store/build.js';
import { forgetTrouble, Troubles } from '../store/trouble.js';
import { PartitionKeeper } from './partition-keeper.js';

export type ProjectionRunnerOptions = {
  db: Database;
  log: EventLog;
  projections: readonly Projection[];
  /** Runners of one group share the partitions, in one process or in many. */
  group: string;
  /** Largest number of records taken in at once. Default 1,000. */
  maxRecords?: number;
  /**
   * Shortest time from one batch of a partition to the next, milliseconds, once all that waited is taken in: while events
   * keep coming one by one they collect meanwhile, and cost less. A batch that took long is followed by as long a rest, up
   * to five times this. Default 20.
   */
  restMs?: number;
  /** Connections on which rows are written, beside the pool. Default 2. */
  lanes?: number;
  /** Told of every error; the runner itself goes on: it pauses and tries again. */
  onError?: (error: unknown, partition: TopicPartition) => void;
};

/** Notified with a projection's name when its builds have changed. */
export const buildsChannel = 'hormesis_projection';

/**
 * Runs projections over the log, exactly once: a batch's checkpoint moves together with its rows. It keeps every build of
 * this release's version that is live, or kept after it was. Any number of runners may be started; a killed one loses
 * and doubles nothing.
 */
export class ProjectionRunner {
  private readonly keepers = new Map<string, PartitionKeeper>();
  private readonly lanes: readonly Lane[];
  private readonly troubles: Troubles;
  private readonly clerk: LetterClerk;
  private readonly stopping = new AbortController();
  private consumer: LogConsumer | undefined;
  private listening: Listening | undefined;

  constructor(private readonly options: ProjectionRunnerOptions) {
    this.lanes = Array.from({ length: options.lanes ?? 2 }, () => options.db.lane());
    this.troubles = new Troubles(options.db);
    this.clerk = clerkOfProjections(options.db, options.log, options.projections);
  }

  /** Resolves when the runner has partitions, or waits for some. The tables must be there. */
  async start(): Promise<void> {
    const { db, log, group, projections, maxRecords = 1_000 } = this.options;
    for (const projection of projections) {
      const heads = await Promise.all(projection.from.map((topic) => log.heads(topic)));
      await ensureBuild(db, projection, heads.flat());
    }
    const names = new Set(projections.map(({ name }) => name));
    this.listening = await db.listen(buildsChannel, (name) => {
      if (name === '' || names.has(name)) for (const keeper of this.keepers.values()) keeper.placeAgain();
    });
    this.consumer = await log.consume({
      group,
      topics: [...new Set(projections.flatMap(({ from }) => from))],
      maxRecords,
      positionOf: (partition) => this.positionOf(partition),
      handle: (batch) => this.handle(batch),
      onError: (error, partition) => this.report(error, partition),
    });
    await this.clerk.start();
  }

  /** Finishes the running batches. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.clerk.stop();
    await this.consumer?.stop();
    this.consumer = undefined;
    await Promise.allSettled([...this.keepers.values()].map((keeper) => keeper.settle()));
    await Promise.all([...this.lanes.map((lane) => lane.close()), this.listening?.stop()]);
    this.keepers.clear();
  }

  /** The next positions that a projection has to take in, one a partition. */
  position(name: string): Promise<Position[]> {
    return positions(this.options.db, name);
  }

  /** How many records the projections have still to take in, by name. */
  async behind(): Promise<ReadonlyMap<string, number>> {
    const { db, log, projections } = this.options;
    const counts = projections.map(async ({ name }) => [name, await behindOf(db, log, name)] as const);
    return new Map(await Promise.all(counts));
  }

  private async positionOf(partition: TopicPartition): Promise<number> {
    const { db, projections } = this.options;
    const takers = projections.filter(({ from }) => (from as readonly string[]).includes(partition.topic));
    const keeper = this.keeperOf(partition);
    const position = await keeper.place(await buildsInCare(db, takers));
    await forgetTrouble(db, keeper.builds, partition);
    return position ?? this.headOf(partition);
  }

  /** Where nothing is to be kept, nothing needs to be read. */
  private async headOf({ topic, partition }: TopicPartition): Promise<number> {
    const heads = await this.options.log.heads(topic);
    return heads.find((head) => head.partition === partition)?.offset ?? 0;
  }

  private async handle(batch: LogBatch): Promise<void> {
    const began = performance.now();
    const keeper = this.keeperOf(batch);
    try {
      await keeper.take(batch);
    } catch (error) {
      if (error instanceof Error && error.cause !== undefined && error.name === 'Fenced')
        this.report(error.cause, batch);
      throw error;
    }
    await this.troubles.over(keeper.builds, batch);
    if (batch.nextOffset >= batch.head) await this.rest(began);
  }

  /** What was taken in stands already; only the next batch waits. */
  private async rest(since: number): Promise<void> {
    const { restMs = 20 } = this.options;
    const took = performance.now() - since;
    const left = Math.min(Math.max(restMs - took, took), 5 * restMs);
    if (left > 1) await sleep(left, undefined, { signal: this.stopping.signal }).catch(() => undefined);
  }

  private report(error: unknown, partition: TopicPartition): void {
    this.options.onError?.(error, partition);
    this.troubles.note(this.keeperOf(partition).builds, partition, error);
  }

  private keeperOf({ topic, partition }: TopicPartition): PartitionKeeper {
    const place = placeOf({ topic, partition });
    const known = this.keepers.get(place);
    if (known) return known;
    const lane = this.lanes[partition % this.lanes.length] as Lane;
    const keeper = new PartitionKeeper(this.options.db, lane, { topic, partition });
    this.keepers.set(place, keeper);
    return keeper;
  }
}

function placeOf({ topic, partition }: TopicPartition): string {
  return `${topic}/${partition}`;
}
