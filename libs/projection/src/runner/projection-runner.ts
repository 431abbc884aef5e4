import type { Database } from '@hormesis/database';
import type { EventLog, LogBatch, LogConsumer, Position, TopicPartition } from '@hormesis/log';
import type { Projection } from '../definition/projection.js';
import { behind as behindOf } from '../status/behind.js';
import { positions } from '../status/positions.js';
import { countTaken } from './count-taken.js';
import { prepare } from './prepare.js';
import { type Share, type Taken } from './take-batch.js';
import { behind, takeOrPark } from './take-or-park.js';
import { takePlaces } from './take-places.js';

export type ProjectionRunnerOptions = {
  db: Database;
  log: EventLog;
  projections: readonly Projection[];
  /** Runners of one group share the partitions, in one process or in many. */
  group: string;
  /** Largest number of records taken in by one transaction. Default 1,000. */
  maxRecords?: number;
  /** Told of every error; the runner itself goes on: it pauses and tries again. */
  onError?: (error: unknown, partition: TopicPartition) => void;
};

/**
 * Runs projections over the log, exactly once: for each batch one transaction moves the checkpoints, notes the events
 * and writes the rows. Any number of runners may be started; a killed one loses and doubles nothing.
 */
export class ProjectionRunner {
  private readonly projections: readonly Projection[];
  private readonly known = new Map<string, number>();
  private consumer: LogConsumer | undefined;

  constructor(private readonly options: ProjectionRunnerOptions) {
    this.projections = [...options.projections].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** Resolves when the runner has partitions, or waits for some. The tables must be there. */
  async start(): Promise<void> {
    const { db, log, group, maxRecords = 1_000, onError } = this.options;
    for (const projection of this.projections) await prepare(db, log, projection);
    this.consumer = await log.consume({
      group,
      topics: [...new Set(this.projections.flatMap(({ from }) => from))],
      maxRecords,
      positionOf: (partition) => this.positionOf(partition),
      handle: (batch) => this.handle(batch),
      ...(onError && { onError }),
    });
  }

  /** Finishes the running batches. */
  async stop(): Promise<void> {
    await this.consumer?.stop();
    this.consumer = undefined;
  }

  /** The next positions that a projection has to take in, one a partition. */
  position(name: string): Promise<Position[]> {
    return positions(this.options.db, name);
  }

  /** How many records the projections have still to take in, by name. */
  async behind(): Promise<ReadonlyMap<string, number>> {
    const { db, log } = this.options;
    const counts = this.projections.map(async ({ name }) => [name, await behindOf(db, log, name)] as const);
    return new Map(await Promise.all(counts));
  }

  private async positionOf(partition: TopicPartition): Promise<number> {
    const takers = this.takersOf(partition.topic);
    const marks = await takePlaces(this.options.db, takers, partition);
    for (const { keeper, known } of marks) this.known.set(placeOf(keeper.name, partition), known);
    return Math.min(...marks.map(({ known }) => known));
  }

  private async handle(batch: LogBatch): Promise<void> {
    const shares = behind(this.sharesOf(batch), batch.nextOffset);
    if (shares.length === 0) return;
    await takeOrPark(this.options.db, batch, shares, (nextOffset, taken) =>
      this.note(batch, shares, nextOffset, taken),
    );
  }

  private note(batch: LogBatch, shares: readonly Share[], nextOffset: number, taken: Taken): void {
    for (const { projection } of shares) {
      const place = placeOf(projection.name, batch);
      this.known.set(place, Math.max(this.known.get(place) ?? 0, nextOffset));
    }
    countTaken(taken);
  }

  private sharesOf(partition: TopicPartition): Share[] {
    return this.takersOf(partition.topic).map((projection) => ({
      projection,
      known: this.known.get(placeOf(projection.name, partition)) ?? 0,
    }));
  }

  private takersOf(topic: string): Projection[] {
    return this.projections.filter(({ from }) => (from as readonly string[]).includes(topic));
  }
}

function placeOf(name: string, { topic, partition }: TopicPartition): string {
  return `${name} ${topic}/${partition}`;
}
