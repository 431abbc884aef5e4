import {
  type Appended,
  type Consumption,
  type EventLog,
  type LogBatch,
  type LogConsumer,
  type LogEntry,
  type Position,
  partitionOf,
  type TopicPartition,
} from '@hormesis/log';
import type { Admin, Kafka } from 'kafkajs';
import { AppendLane } from './append-lane.js';
import { Claims } from './claims.js';
import { failure, within } from './failure.js';
import { GroupMember } from './group-member.js';
import { IdempotentProducer } from './idempotent-producer.js';
import { createClient, type KafkaLogOptions, type KafkaReport, silent } from './kafka-options.js';
import { fromMessage } from './kafka-record.js';
import { LazyConnection } from './lazy-connection.js';
import { isOutOfRange, PartitionReader } from './partition-reader.js';
import { overtaken, retrying } from './retrying.js';
import { TopicSetup } from './topic-setup.js';
import { TopicWriter } from './topic-writer.js';

const checkPatienceMs = 3000;
const closePatienceMs = 25_000;
const readBytes = 1024 * 1024;

/** The log on Apache Kafka. Topics are created when first used. */
export class KafkaLog implements EventLog {
  readonly kind = 'kafka';
  readonly #options: KafkaLogOptions;
  readonly #report: KafkaReport;
  readonly #admin: LazyConnection<Admin>;
  readonly #producer: IdempotentProducer;
  readonly #reader: PartitionReader;
  readonly #topics: TopicSetup;
  readonly #writer: TopicWriter;
  readonly #lanes = new Map<string, AppendLane>();
  readonly #members = new Set<GroupMember>();

  constructor(options: KafkaLogOptions) {
    const kafka: Kafka = createClient(options);
    this.#options = options;
    this.#report = options.report ?? silent;
    this.#admin = new LazyConnection(() => kafka.admin());
    this.#producer = new IdempotentProducer(kafka);
    this.#reader = new PartitionReader(kafka);
    this.#topics = new TopicSetup(() => this.#admin.get(), options);
    this.#writer = new TopicWriter(this.#topics, this.#producer);
  }

  append(topic: string, entries: readonly LogEntry[]): Promise<readonly Appended[]> {
    if (entries.length === 0) return Promise.resolve([]);
    return this.#lane(topic).append(entries);
  }

  async read(from: Position, limit: number): Promise<LogBatch> {
    const { topic, partition } = from;
    const records: LogBatch['records'][number][] = [];
    let nextOffset = from.offset;
    let head = from.offset;
    await this.#orFail(`Could not read ${topic}/${partition}`, async () => {
      await this.#topics.partitionsOf(topic);
      do {
        const fetched = await this.#fetch(from, nextOffset);
        head = fetched.head;
        nextOffset = Math.max(nextOffset, fetched.from);
        if (fetched.next <= nextOffset) break;
        const messages = fetched.messages.slice(0, limit - records.length);
        for (const message of messages) records.push(fromMessage(message, from));
        const isAll = messages.length === fetched.messages.length;
        nextOffset = isAll ? fetched.next : Number(messages.at(-1)?.offset ?? nextOffset) + 1;
      } while (records.length < limit && nextOffset < head);
    });
    return { topic, partition, records, nextOffset, head };
  }

  heads(topic: string): Promise<readonly Position[]> {
    return this.#orFail(`Could not ask for the heads of ${topic}`, async () =>
      (await this.#ends(topic)).map(({ partition, head }) => ({ topic, partition, offset: head })),
    );
  }

  tails(topic: string): Promise<readonly Position[]> {
    return this.#orFail(`Could not ask for the tails of ${topic}`, async () =>
      (await this.#ends(topic)).map(({ partition, oldest }) => ({ topic, partition, offset: oldest })),
    );
  }

  async consume(consumption: Consumption): Promise<LogConsumer> {
    const member = new GroupMember(
      {
        createClient: () => createClient(this.#options),
        nameOf: (name) => this.#topics.nameOf(name),
        soundPosition: (partition, position) => this.#soundPosition(partition, position),
        report: this.#report,
      },
      consumption,
    );
    await this.#orFail(`Could not start to read ${consumption.topics.join(', ')}`, async () => {
      for (const topic of consumption.topics) await this.#topics.partitionsOf(topic);
      await member.start();
    });
    this.#members.add(member);
    return {
      assigned: () => member.assigned(),
      stop: async () => {
        await member.stop();
        this.#members.delete(member);
      },
    };
  }

  check(): Promise<void> {
    return this.#orFail('The log does not answer', async () => {
      await within(
        checkPatienceMs,
        this.#admin.get().then((admin) => admin.describeCluster()),
      );
    });
  }

  /** Finishes running batches and waiting appends, in bounded time. */
  async close(): Promise<void> {
    const closing = async () => {
      await Promise.all([...this.#members].map((member) => member.stop()));
      await Promise.all([...this.#lanes.values()].map((lane) => lane.settled()));
      await Promise.all([this.#producer.close(), this.#reader.close(), this.#admin.close()]);
    };
    await within(closePatienceMs, closing()).catch((error: unknown) => {
      this.#report.warn(`The connection to Kafka was not closed cleanly: ${String(error)}`);
    });
  }

  #lane(topic: string): AppendLane {
    let lane = this.#lanes.get(topic);
    if (!lane) {
      lane = this.#makeLane(topic);
      this.#lanes.set(topic, lane);
    }
    return lane;
  }

  #makeLane(topic: string): AppendLane {
    const what = `Could not append to ${topic}; send the events again`;
    const claims = new Claims(
      topic,
      {
        ends: () => this.#ends(topic),
        read: (partition, offset) => this.read({ topic, partition, offset }, 1000),
      },
      this.#options.receipts,
    );
    return new AppendLane({
      claim: (entries) =>
        this.#orFail(what, async () => {
          const partitions = await this.#topics.partitionsOf(topic);
          return claims.claim(
            [...entries].map(([key, entry]) => ({ key, partition: partitionOf(entry.key, partitions) })),
          );
        }),
      write: (entries, written) => this.#orFail(what, () => this.#writer.write(topic, entries, written)),
      // Where a receipt is missing, the event is looked for on the log when it is sent again.
      settle: (receipts) =>
        claims
          .record(receipts)
          .catch((error) => this.#report.warn(`Receipts of ${topic} could not be stored: ${String(error)}`)),
    });
  }

  /** From the oldest record on when the asked one is no longer there; nothing beyond the head. */
  async #fetch({ topic, partition }: TopicPartition, offset: number) {
    const name = this.#topics.nameOf(topic);
    try {
      return { ...(await this.#reader.fetch(name, partition, offset, readBytes)), from: offset };
    } catch (error) {
      if (!isOutOfRange(error)) throw error;
      const { oldest, head } = await this.#endsOf({ topic, partition });
      if (offset >= oldest) return { messages: [], next: offset, head, from: offset };
      return { ...(await this.#reader.fetch(name, partition, oldest, readBytes)), from: oldest };
    }
  }

  async #soundPosition(partition: TopicPartition, position: number) {
    const { oldest, head } = await this.#endsOf(partition);
    if (position > head) {
      throw new Error(
        `The position ${position} in ${partition.topic}/${partition.partition} lies beyond the head ${head}: the topic was made anew or has lost records. Rebuild this reader from 0, or bring the topic back.`,
      );
    }
    return { position: Math.max(oldest, position), lost: position > 0 ? Math.max(0, oldest - position) : 0 };
  }

  async #endsOf({ topic, partition }: TopicPartition) {
    const ends = (await this.#ends(topic)).find((candidate) => candidate.partition === partition);
    if (!ends) throw new Error(`There is no partition ${partition} in ${topic}.`);
    return ends;
  }

  /** The oldest record and the head of each partition. */
  async #ends(topic: string) {
    await this.#topics.partitionsOf(topic);
    const admin = await this.#admin.get();
    const offsets = await retrying(() =>
      admin.fetchTopicOffsets(this.#topics.nameOf(topic)).catch(overtaken),
    );
    return offsets
      .map(({ partition, low, high }) => ({ partition, oldest: Number(low), head: Number(high) }))
      .sort((one, other) => one.partition - other.partition);
  }

  async #orFail<T>(what: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw failure(what, this.#options.brokers, error);
    }
  }
}
