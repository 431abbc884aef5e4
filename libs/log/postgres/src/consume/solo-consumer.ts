import type { Consumption, LogConsumer, TopicPartition } from '@hormesis/log';
import { PartitionReader, type Source } from './partition-reader.js';

/** A reader without a group: it has all partitions, for itself alone. */
export class SoloConsumer implements LogConsumer {
  readonly #readers: readonly PartitionReader[];

  constructor(source: Source, consumption: Consumption, partitions: readonly TopicPartition[]) {
    this.#readers = partitions.map((one) => new PartitionReader(source, consumption, one, () => true));
  }

  assigned(): readonly TopicPartition[] {
    return this.#readers.map(({ partition }) => partition);
  }

  async stop(): Promise<void> {
    await Promise.all(this.#readers.map((reader) => reader.stop()));
  }
}
