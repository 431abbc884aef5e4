import { randomUUID } from 'node:crypto';
import type { Consumption, LogConsumer, TopicPartition } from '@hormesis/log';
import type { Consumer, ConsumerGroupJoinEvent, EachBatchPayload, Kafka } from 'kafkajs';
import { Backoff } from './backoff.js';
import { within } from './failure.js';
import type { KafkaReport } from './kafka-options.js';
import { PartitionWorker } from './partition-worker.js';
import { retrying } from './retrying.js';

export type MemberContext = {
  /** A new client for each connection: kafkajs keeps the positions of a group per client. */
  createClient(): Kafka;
  /** The name of a topic or group on the cluster. */
  nameOf(name: string): string;
  /** Makes sure of a position: one before the oldest record is moved to it, one beyond the head is refused. */
  soundPosition(partition: TopicPartition, position: number): Promise<{ position: number; lost: number }>;
  report: KafkaReport;
};

const commitEveryMs = 5000;
const handlerPatienceMs = 25_000;
const leavePatienceMs = 5000;

/** One reader: a member of a Kafka consumer group, with a worker for each partition that it is given. */
export class GroupMember implements LogConsumer {
  readonly #context: MemberContext;
  readonly #consumption: Consumption;
  readonly #group: string;
  /** Topics by their name on the cluster. */
  readonly #topics: ReadonlyMap<string, string>;
  readonly #stopping = new AbortController();
  readonly #backoff = new Backoff(500);
  #consumer: Consumer | undefined;
  #workers = new Map<string, PartitionWorker>();
  /** When the last worker of a partition has ended. */
  readonly #ended = new Map<string, Promise<void>>();
  #committing: NodeJS.Timeout | undefined;
  #committed = new Map<string, number>();

  constructor(context: MemberContext, consumption: Consumption) {
    this.#context = context;
    this.#consumption = consumption;
    this.#group = context.nameOf(consumption.group ?? `hormesis.reader-${randomUUID()}`);
    this.#topics = new Map(consumption.topics.map((topic) => [context.nameOf(topic), topic]));
  }

  /** Resolves when this reader is a member and knows where to read on; rejects when it cannot become a member. */
  async start(): Promise<void> {
    await retrying(() => this.#join());
    await Promise.all([...this.#workers.values()].map(({ begun }) => begun));
    if (this.#consumption.group !== undefined) {
      this.#committing = setInterval(() => void this.#commit(), commitEveryMs).unref();
    }
  }

  assigned(): readonly TopicPartition[] {
    return [...this.#workers.values()].map(({ partition }) => partition);
  }

  async stop(): Promise<void> {
    if (this.#stopping.signal.aborted) return;
    this.#stopping.abort();
    clearInterval(this.#committing);
    const running = Promise.all([...this.#workers.values()].map((worker) => worker.stop()));
    await within(handlerPatienceMs, running).catch(() => {
      this.#context.report.warn(
        `A reader of group ${this.#group} leaves while a batch is still being handled.`,
      );
    });
    await this.#commit();
    this.#workers = new Map();
    const consumer = this.#consumer;
    this.#consumer = undefined;
    await within(leavePatienceMs, consumer?.disconnect() ?? Promise.resolve()).catch(() => undefined);
  }

  async #join(): Promise<void> {
    const consumer = this.#context.createClient().consumer({
      groupId: this.#group,
      sessionTimeout: 6_000,
      rebalanceTimeout: 30_000,
      heartbeatInterval: 1000,
      maxWaitTimeInMs: 100,
      metadataMaxAge: 60_000,
      allowAutoTopicCreation: false,
    });
    this.#consumer = consumer;
    const { promise: joined, resolve, reject } = Promise.withResolvers<void>();
    joined.catch(() => undefined);
    let isMember = false;
    consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
      isMember = true;
      this.#backoff.reset();
      this.#assign(consumer, payload);
      resolve();
    });
    consumer.on(consumer.events.CRASH, ({ payload }) => {
      reject(payload.error);
      if (isMember && this.#consumer === consumer) void this.#rejoin(payload.error);
    });
    try {
      await consumer.connect();
      await consumer.subscribe({ topics: [...this.#topics.keys()], fromBeginning: true });
      await consumer.run({
        autoCommit: false,
        eachBatchAutoResolve: false,
        eachBatch: async (payload) => this.#offer(payload),
      });
      await joined;
    } catch (error) {
      await consumer.disconnect().catch(() => undefined);
      throw error;
    }
  }

  /** After what kafkajs does not mend by itself: begins anew, until it works. */
  async #rejoin(cause: unknown): Promise<void> {
    this.#context.report.warn(`Group ${this.#group} lost its connection and joins again: ${String(cause)}`);
    this.#releaseAll();
    while (!this.#stopping.signal.aborted) {
      await this.#backoff.wait(this.#stopping.signal);
      if (this.#stopping.signal.aborted) return;
      try {
        return await this.#join();
      } catch (error) {
        this.#context.report.debug(`Group ${this.#group} could not join again: ${String(error)}`);
      }
    }
  }

  /** Runs within kafkajs's own turn, before it fetches anything for the new assignment. */
  #assign(consumer: Consumer, { memberAssignment }: ConsumerGroupJoinEvent['payload']): void {
    this.#releaseAll();
    if (this.#stopping.signal.aborted) return;
    for (const [name, partitions] of Object.entries(memberAssignment)) {
      const topic = this.#topics.get(name);
      if (topic === undefined || partitions.length === 0) continue;
      consumer.pause([{ topic: name, partitions: [...partitions] }]);
      for (const partition of partitions) this.#employ(consumer, name, { topic, partition });
    }
  }

  #employ(consumer: Consumer, name: string, partition: TopicPartition): void {
    const key = keyOf(partition);
    const here = { topic: name, partitions: [partition.partition] };
    const onError = (error: unknown) => this.#consumption.onError?.(error, partition);
    const worker = new PartitionWorker(
      partition,
      {
        position: async () => {
          const asked = await this.#consumption.positionOf(partition);
          const { position, lost } = await this.#context.soundPosition(partition, asked);
          if (lost > 0)
            onError(new Error(`Offsets ${asked} to ${position - 1} of ${key} are no longer on the log.`));
          return position;
        },
        handle: (batch) => this.#consumption.handle(batch),
        seek: (offset) => {
          consumer.seek({ topic: name, partition: partition.partition, offset: String(offset) });
          consumer.resume([here]);
        },
        pause: () => consumer.pause([here]),
        resume: () => consumer.resume([here]),
        onError,
        mostAtOnce: this.#consumption.maxRecords ?? 500,
      },
      this.#ended.get(key),
    );
    this.#workers.set(key, worker);
  }

  #releaseAll(): void {
    for (const [key, worker] of this.#workers) this.#ended.set(key, worker.stop());
    this.#workers = new Map();
  }

  /** Only hands over: kafkajs goes on fetching and keeps its place in the group while the workers work. */
  #offer({ batch, resolveOffset, isStale }: EachBatchPayload): void {
    const topic = this.#topics.get(batch.topic);
    if (topic === undefined || isStale()) return;
    const worker = this.#workers.get(keyOf({ topic, partition: batch.partition }));
    const fetched = {
      fetchedOffset: Number(Reflect.get(batch, 'fetchedOffset')),
      messages: batch.messages,
      nextOffset: Number(batch.lastOffset()) + 1,
      head: Number(batch.highWatermark),
    };
    if (worker?.offer(fetched)) resolveOffset(batch.lastOffset());
  }

  /** Tells Kafka how far this group is, only so that its tools can show the lag. */
  async #commit(): Promise<void> {
    if (this.#consumption.group === undefined) return;
    const due = [...this.#workers].flatMap(([key, { partition, position }]) =>
      position !== undefined && position !== this.#committed.get(key) ? [{ key, partition, position }] : [],
    );
    if (due.length === 0) return;
    const commit = this.#consumer?.commitOffsets(
      due.map(({ partition: { topic, partition }, position }) => ({
        topic: this.#context.nameOf(topic),
        partition,
        offset: String(position),
      })),
    );
    try {
      await within(leavePatienceMs, commit ?? Promise.resolve());
      for (const { key, position } of due) this.#committed.set(key, position);
    } catch (error) {
      this.#context.report.debug(`Group ${this.#group} could not tell Kafka its position: ${String(error)}`);
    }
  }
}

function keyOf({ topic, partition }: TopicPartition): string {
  return `${topic}/${partition}`;
}
