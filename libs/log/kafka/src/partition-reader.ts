import type { Kafka, KafkaMessage } from 'kafkajs';
import { LazyConnection } from './lazy-connection.js';

export type Fetched = {
  messages: KafkaMessage[];
  /** Behind all that was fetched, what is no message for readers included: the marks of transactions. */
  next: number;
  /** Offset of the next record to be written. */
  head: number;
};

type FetchResponse = {
  responses: readonly {
    partitions: readonly { highWatermark: string; messages: readonly RawMessage[] }[];
  }[];
};
type RawMessage = KafkaMessage & { isControlRecord?: boolean };
type FetchRequest = {
  maxWaitTime: number;
  minBytes: number;
  maxBytes: number;
  isolationLevel: number;
  topics: { topic: string; partitions: { partition: number; fetchOffset: string; maxBytes: number }[] }[];
};
type Broker = { fetch(request: FetchRequest): Promise<FetchResponse> };

/** The part of kafkajs's private `Cluster` that is used here. */
type Cluster = {
  connect(): Promise<void>;
  disconnect(): Promise<void>;
  addTargetTopic(topic: string): Promise<void>;
  refreshMetadata(): Promise<void>;
  findLeaderForPartitions(topic: string, partitions: number[]): Record<string, number[]>;
  findBroker(options: { nodeId: string }): Promise<Broker>;
};

const readCommitted = 1;
const attempts = 3;

/**
 * Reads one partition from an offset on, without a group. kafkajs offers this only inside, so its client's own maker of
 * clusters is used; the version of kafkajs is pinned.
 */
export class PartitionReader {
  readonly #cluster: LazyConnection<Cluster>;

  constructor(kafka: Kafka) {
    this.#cluster = new LazyConnection(() => createCluster(kafka));
  }

  async fetch(topic: string, partition: number, offset: number, maxBytes: number): Promise<Fetched> {
    const cluster = await this.#cluster.get();
    await cluster.addTargetTopic(topic);
    for (let attempt = 1; ; attempt++) {
      try {
        const [leader] = Object.keys(cluster.findLeaderForPartitions(topic, [partition]));
        if (leader === undefined) throw new Error(`there is no partition ${partition} in topic ${topic}`);
        const broker = await cluster.findBroker({ nodeId: leader });
        return fetchedOf(await broker.fetch(requestOf(topic, partition, offset, maxBytes)), offset);
      } catch (error) {
        if (attempt === attempts || isOutOfRange(error)) throw error;
        await cluster.refreshMetadata();
      }
    }
  }

  close(): Promise<void> {
    return this.#cluster.close();
  }
}

/** Whether there is nothing on the log at the asked offset: it was trimmed, or is beyond the head. */
export function isOutOfRange(error: unknown): boolean {
  return error instanceof Error && error.name === 'KafkaJSOffsetOutOfRange';
}

function requestOf(topic: string, partition: number, offset: number, maxBytes: number): FetchRequest {
  return {
    maxWaitTime: 0,
    minBytes: 0,
    maxBytes,
    isolationLevel: readCommitted,
    topics: [{ topic, partitions: [{ partition, fetchOffset: String(offset), maxBytes }] }],
  };
}

/** A fetch answers in whole batches, which may begin before the asked offset. */
function fetchedOf(response: FetchResponse, from: number): Fetched {
  const partition = response.responses[0]?.partitions[0];
  const fetched = (partition?.messages ?? []).filter(({ offset }) => Number(offset) >= from);
  return {
    messages: fetched.filter(({ isControlRecord }) => !isControlRecord),
    next: Number(fetched.at(-1)?.offset ?? from - 1) + 1,
    head: Number(partition?.highWatermark ?? 0),
  };
}

function createCluster(kafka: Kafka): Cluster {
  const key = Object.getOwnPropertySymbols(kafka).find(
    ({ description }) => description === 'private:Kafka:createCluster',
  );
  const create: unknown = key && Reflect.get(kafka, key);
  if (typeof create !== 'function')
    throw new Error('this version of kafkajs is not the one Hormesis is made for');
  return create({ metadataMaxAge: 60_000, allowAutoTopicCreation: false });
}
