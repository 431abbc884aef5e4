import { setTimeout as sleep } from 'node:timers/promises';
import type { Database, Lane, Listening } from '@hormesis/database';
import {
  type EventLog,
  Fenced,
  type LogBatch,
  type LogConsumer,
  type Position,
  type TopicPartition,
} from '@hormesis/log';
import { clerkOfProjections } from '../dead-letters/clerk-of-projections.js';
import type { LetterClerk } from '../dead-letters/letter-clerk.js';
import type { Projection } from '../definition/projection.js';
import { behind as behindOf } from '../status/behind.js';
import { positions } from '../status/positions.js';
import { type Build, buildsInCare, ensureBuild } from '../store/build.js';
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

/** Notified with a projection's name when its builds have changed. A hint: it is looked every 2 s anyway. */
export const buildsChannel = 'hormesis_projection';

const lookEveryMs = 2_000;

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
  /** Up to where the consumer was served, by partition: its next batch begins there. */
  private readonly served = new Map<string, number>();
  private consumer: LogConsumer | undefined;
  private listening: Listening | undefined;
  private looking: Promise<void> | undefined;
  private timer: NodeJS.Timeout | undefined;

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
      if (name === '' || names.has(name)) void this.look();
    });
    this.consumer = await log.consume({
      group,
      topics: [...new Set(projections.flatMap(({ from }) => from))],
      maxRecords,
      positionOf: (partition) => this.positionOf(partition),
      handle: (batch) => this.handle(batch),
      onError: (error, partition) => this.report(error, partition),
    });
    this.timer = setInterval(() => void this.look(), lookEveryMs);
    await this.clerk.start();
  }

  /** Finishes the running batches. */
  async stop(): Promise<void> {
    this.stopping.abort();
    clearInterval(this.timer);
    await this.clerk.stop();
    await this.looking;
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

  private positionOf(partition: TopicPartition): Promise<number> {
    const keeper = this.keeperOf(partition);
    return keeper.serially(async () => {
      await keeper.place(await buildsInCare(this.options.db, this.takersOf(partition)));
      await forgetTrouble(this.options.db, keeper.builds, partition);
      const position = keeper.lowest ?? (await this.headOf(partition));
      this.served.set(placeOf(partition), position);
      return position;
    });
  }

  /** Where nothing is to be kept, nothing needs to be read. */
  private async headOf({ topic, partition }: TopicPartition): Promise<number> {
    const heads = await this.options.log.heads(topic);
    return heads.find((head) => head.partition === partition)?.offset ?? 0;
  }

  private takersOf({ topic }: TopicPartition): Projection[] {
    return this.options.projections.filter(({ from }) => (from as readonly string[]).includes(topic));
  }

  private async handle(batch: LogBatch): Promise<void> {
    const began = performance.now();
    const keeper = this.keeperOf(batch);
    try {
      await keeper.serially(() => this.take(keeper, batch));
    } catch (error) {
      if (error instanceof Fenced && error.cause !== undefined) this.report(error.cause, batch);
      throw error;
    }
    await this.troubles.over(keeper.builds, batch);
    if (batch.nextOffset >= batch.head) await this.rest(began);
  }

  /** A build that stands before the batch would pass over what lies between. */
  private async take(keeper: PartitionKeeper, batch: LogBatch): Promise<void> {
    const place = placeOf(batch);
    if ((keeper.lowest ?? Infinity) < (this.served.get(place) ?? 0)) {
      throw new Fenced(`A build on ${place} is not as far as its reader.`);
    }
    await keeper.take(batch);
    this.served.set(place, batch.nextOffset);
  }

  /** Finds builds that have come or gone, and what failed while nothing more came. */
  private look(): Promise<void> {
    this.looking ??= this.lookAround()
      .catch(() => undefined) // The database is away; the readers say so.
      .finally(() => {
        this.looking = undefined;
      });
    return this.looking;
  }

  private async lookAround(): Promise<void> {
    const builds = await buildsInCare(this.options.db, this.options.projections);
    for (const partition of this.consumer?.assigned() ?? []) {
      if (this.stopping.signal.aborted) return;
      const keeper = this.keepers.get(placeOf(partition));
      const wanted = builds.filter(({ projection }) => this.takersOf(partition).includes(projection));
      if (keeper && (keeper.hasFailed || !areSame(keeper.builds, wanted))) {
        await keeper.serially(() => this.refresh(keeper, partition));
      }
    }
  }

  /** Takes builds on that are new here and brings them to where the reader is, which may have nothing more to come. */
  private async refresh(keeper: PartitionKeeper, partition: TopicPartition): Promise<void> {
    const { db, log, maxRecords = 1_000 } = this.options;
    const served = this.served.get(placeOf(partition));
    if (served === undefined) return;
    await keeper.place(await buildsInCare(db, this.takersOf(partition)));
    for (let at = keeper.lowest ?? served; at < served && !this.stopping.signal.aborted; ) {
      const batch = await log.read({ ...partition, offset: at }, Math.min(maxRecords, served - at));
      if (batch.nextOffset <= at) return;
      await keeper.take({ ...batch, head: batch.nextOffset });
      at = batch.nextOffset;
    }
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

function areSame(kept: readonly Build[], wanted: readonly Build[]): boolean {
  const names = (builds: readonly Build[]) => builds.map(({ name, build }) => `${name} ${build}`).sort();
  return names(kept).join() === names(wanted).join();
}
