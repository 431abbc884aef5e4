import {
  type Consumption,
  type EventLog,
  Fenced,
  isReadable,
  type LogBatch,
  type LogConsumer,
  type LogRecord,
  type TopicPartition,
} from '@hormesis/log';

/** Where a group's readers keep their positions, as a table would; moved by compare-and-set. */
export class Positions {
  readonly #next = new Map<string, number>();

  of({ topic, partition }: TopicPartition): number {
    return this.#next.get(`${topic}/${partition}`) ?? 0;
  }

  /** @throws {Fenced} when somebody else has been here. */
  move(batch: LogBatch): void {
    const first = batch.records[0]?.position.offset ?? batch.nextOffset;
    if (this.of(batch) > first)
      throw new Fenced(`${batch.topic}/${batch.partition} stands at ${this.of(batch)}`);
    this.#next.set(`${batch.topic}/${batch.partition}`, batch.nextOffset);
  }
}

/** A reader that writes down what it is given, and moves its position with it. */
export class Reader {
  readonly records: LogRecord[] = [];
  readonly batches: LogBatch[] = [];
  #consumer: LogConsumer | undefined;

  static async start(
    log: EventLog,
    topic: string,
    options: Partial<Consumption> & {
      positions?: Positions;
      before?: (batch: LogBatch) => Promise<void>;
    } = {},
  ): Promise<Reader> {
    const { positions = new Positions(), before, ...consumption } = options;
    const reader = new Reader();
    reader.#consumer = await log.consume({
      topics: [topic],
      positionOf: async (partition) => positions.of(partition),
      handle: async (batch) => {
        await before?.(batch);
        positions.move(batch);
        reader.batches.push(batch);
        reader.records.push(...batch.records);
      },
      ...consumption,
    });
    return reader;
  }

  /** The ids of the events it was given, in order. */
  get ids(): string[] {
    return this.records.filter(isReadable).map(({ event }) => event.id);
  }

  assigned(): readonly TopicPartition[] {
    return this.#consumer?.assigned() ?? [];
  }

  async stop(): Promise<void> {
    await this.#consumer?.stop();
  }
}
