import {
  type Appended,
  type Consumption,
  type EventLog,
  type EventRecord,
  type LogBatch,
  type LogConsumer,
  type Position,
} from '@hormesis/log';

/** A finished log of several partitions in memory; it may have holes. */
export class PartitionedLog implements EventLog {
  readonly kind = 'postgres';

  constructor(
    private readonly records: readonly EventRecord[],
    private readonly partitions: number,
  ) {}

  async read({ topic, partition, offset }: Position, limit: number): Promise<LogBatch> {
    const all = this.of(topic, partition);
    const records = all.filter(({ position }) => position.offset >= offset).slice(0, limit);
    const nextOffset = (records.at(-1)?.position.offset ?? offset - 1) + 1;
    return { topic, partition, records, nextOffset, head: (all.at(-1)?.position.offset ?? -1) + 1 };
  }

  async heads(topic: string): Promise<readonly Position[]> {
    return Array.from({ length: this.partitions }, (_, partition) => ({
      topic,
      partition,
      offset: (this.of(topic, partition).at(-1)?.position.offset ?? -1) + 1,
    }));
  }

  async tails(topic: string): Promise<readonly Position[]> {
    return (await this.heads(topic)).map((head) => ({ ...head, offset: 0 }));
  }

  /** Hands over all there is, a partition at a time, before it resolves. */
  async consume({ topics, positionOf, handle }: Consumption): Promise<LogConsumer> {
    for (const topic of topics) {
      for (let partition = 0; partition < this.partitions; partition += 1) {
        const offset = await positionOf({ topic, partition });
        const batch = await this.read({ topic, partition, offset }, this.records.length);
        if (batch.records.length > 0) await handle(batch);
      }
    }
    return { assigned: () => [], stop: async () => undefined };
  }

  append(): Promise<readonly Appended[]> {
    throw new Error('This log is finished.');
  }

  async check(): Promise<void> {}
  async close(): Promise<void> {}

  private of(topic: string, partition: number): EventRecord[] {
    return this.records.filter(
      ({ position }) => position.topic === topic && position.partition === partition,
    );
  }
}
