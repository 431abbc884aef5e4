import {
  type Consumption,
  Fenced,
  formatPosition,
  type LogBatch,
  type Position,
  type TopicPartition,
} from '@hormesis/log';
import type { BatchRead } from '../read/read-batch.js';
import { Backoff } from './backoff.js';
import { ReadAhead } from './read-ahead.js';

const defaultMaxRecords = 500;

/** What a reader needs of the log. */
export type Source = {
  read(from: Position, limit: number): Promise<BatchRead>;
  /** Resolves when there is something at or beyond the position. */
  reach(position: Position, signal: AbortSignal): Promise<void>;
};

/** Reads one partition for one consumer, batch after batch, until it is stopped or the partition is no longer ours. */
export class PartitionReader {
  readonly partition: TopicPartition;
  readonly #source: Source;
  readonly #consumption: Consumption;
  readonly #ahead: ReadAhead;
  /** Whether the partition is (still) ours. */
  readonly #isOurs: () => boolean;
  readonly #abort = new AbortController();
  readonly #backoff = new Backoff();
  /** Resolves when it reads no more. */
  readonly ended: Promise<void>;

  constructor(source: Source, consumption: Consumption, partition: TopicPartition, isOurs: () => boolean) {
    const { maxRecords = defaultMaxRecords } = consumption;
    this.#source = source;
    this.#consumption = consumption;
    this.partition = partition;
    this.#ahead = new ReadAhead(partition, (from) => source.read(from, maxRecords));
    this.#isOurs = isOurs;
    this.ended = this.#run();
  }

  /** Resolves when the running batch is done; no further one begins. */
  stop(): Promise<void> {
    this.#abort.abort();
    return this.ended;
  }

  get #running(): boolean {
    return !this.#abort.signal.aborted && this.#isOurs();
  }

  async #run(): Promise<void> {
    while (this.#running) {
      const offset = await this.#persist(() => this.#consumption.positionOf(this.partition));
      if (offset !== undefined) await this.#readFrom(offset);
      await this.#ahead.drop();
    }
  }

  /** Returns when it is stopped, or when somebody else has moved the position. */
  async #readFrom(start: number): Promise<void> {
    let offset = start;
    while (this.#running) {
      const batch = await this.#persist(() => this.#read(offset));
      if (!batch) return;
      const { nextOffset, head, records } = batch;
      if (nextOffset < head) this.#ahead.begin(nextOffset);
      if (records.length > 0 && !(await this.#handle(batch))) return;
      offset = nextOffset;
      if (offset >= head) await this.#source.reach({ ...this.partition, offset }, this.#abort.signal);
    }
  }

  async #read(offset: number): Promise<LogBatch> {
    const { batch, tail } = await this.#ahead.take(offset);
    const position = { ...this.partition, offset };
    if (offset > batch.head) {
      throw new Error(
        `The position ${formatPosition(position)} lies beyond the head ${batch.head}: the log was made anew or restored from an older backup. Rebuild this reader from 0, or bring the log back.`,
      );
    }
    if (offset > 0 && offset < tail) {
      const { topic, partition } = this.partition;
      this.#tell(
        new Error(`Offsets ${offset} to ${tail - 1} of ${topic}/${partition} are no longer on the log.`),
      );
    }
    return batch;
  }

  /** Whether the batch was taken: `false` if it was fenced, or we were stopped before. */
  async #handle(batch: LogBatch): Promise<boolean> {
    const taken = await this.#persist(async () => {
      try {
        await this.#consumption.handle(batch);
        return 'taken';
      } catch (error) {
        if (error instanceof Fenced) return 'fenced';
        throw error;
      }
    });
    return taken === 'taken';
  }

  /** Tries until it works; `undefined` when stopped before. */
  async #persist<T>(attempt: () => Promise<T>): Promise<T | undefined> {
    while (this.#running) {
      try {
        const result = await attempt();
        this.#backoff.reset();
        return result;
      } catch (error) {
        this.#tell(error);
        await this.#backoff.wait(this.#abort.signal);
      }
    }
    return undefined;
  }

  #tell(error: unknown): void {
    this.#consumption.onError?.(error, this.partition);
  }
}
