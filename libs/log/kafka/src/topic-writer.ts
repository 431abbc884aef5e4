import { type LogEntry, type Position, partitionOf } from '@hormesis/log';
import type { IdempotentProducer } from './idempotent-producer.js';
import { type OutgoingMessage, sizeOf, toMessage } from './kafka-record.js';
import type { TopicSetup } from './topic-setup.js';

/** Below the 1 MiB that brokers take by default: kafkajs puts all records of a partition into one batch. */
const mostBytes = 900_000;
const mostRecords = 500;

/** Writes entries to a topic, in order, and tells where each one stands. */
export class TopicWriter {
  readonly #topics: TopicSetup;
  readonly #producer: IdempotentProducer;

  constructor(topics: TopicSetup, producer: IdempotentProducer) {
    this.#topics = topics;
    this.#producer = producer;
  }

  async write(
    topic: string,
    entries: readonly LogEntry[],
    written: (positions: readonly Position[]) => void,
  ): Promise<void> {
    const partitions = await this.#topics.partitionsOf(topic);
    const messages = entries.map((entry) => toMessage(entry, partitionOf(entry.key, partitions)));
    for (const part of inParts(messages)) written(await this.#send(topic, part));
  }

  async #send(topic: string, messages: OutgoingMessage[]): Promise<Position[]> {
    const answers = await this.#producer.send(this.#topics.nameOf(topic), messages);
    const next = new Map(answers.map(({ partition, baseOffset }) => [partition, Number(baseOffset ?? -1)]));
    return messages.map(({ partition }) => {
      const offset = next.get(partition) ?? -1;
      if (offset < 0) throw new Error(`the broker gave no offset in ${topic}/${partition}`);
      next.set(partition, offset + 1);
      return { topic, partition, offset };
    });
  }
}

/** Cuts messages into sends that a broker takes. */
function* inParts(messages: readonly OutgoingMessage[]): Generator<OutgoingMessage[]> {
  let part: OutgoingMessage[] = [];
  let bytes = 0;
  for (const message of messages) {
    const size = sizeOf(message);
    if (part.length > 0 && (part.length === mostRecords || bytes + size > mostBytes)) {
      yield part;
      part = [];
      bytes = 0;
    }
    part.push(message);
    bytes += size;
  }
  if (part.length > 0) yield part;
}
