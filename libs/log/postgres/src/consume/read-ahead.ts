import type { Position, TopicPartition } from '@hormesis/log';
import type { BatchRead } from '../read/read-batch.js';

export type ReadFrom = (from: Position) => Promise<BatchRead>;

/** Reads one partition, and the next batch while the last one is being handled: one ahead, never more. */
export class ReadAhead {
  readonly #partition: TopicPartition;
  readonly #read: ReadFrom;
  #ahead: { offset: number; read: Promise<BatchRead> } | undefined;

  constructor(partition: TopicPartition, read: ReadFrom) {
    this.#partition = partition;
    this.#read = read;
  }

  /** Begins to read what will be asked for next. */
  begin(offset: number): void {
    const read = this.#readFrom(offset);
    read.catch(() => undefined);
    this.#ahead = { offset, read };
  }

  /** The batch from the offset on. */
  take(offset: number): Promise<BatchRead> {
    const ahead = this.#ahead;
    this.#ahead = undefined;
    return ahead?.offset === offset ? ahead.read : this.#readFrom(offset);
  }

  /** Forgets what nobody will take; resolves when no statement is under way. */
  async drop(): Promise<void> {
    await this.#ahead?.read.catch(() => undefined);
    this.#ahead = undefined;
  }

  #readFrom(offset: number): Promise<BatchRead> {
    return this.#read({ ...this.#partition, offset });
  }
}
