import { type Event, keyOf, toKafka, topicOf } from '@hormesis/events';
import { type EventLog, partitionOf } from '@hormesis/log';
import { Kafka, logLevel, type Message, type Producer } from 'kafkajs';
import { storyHeads } from './open-log.js';
import type { Sink } from './sink.js';
import type { Stage } from './stage.js';

/** By the producer alone, without receipts: an event that was sent twice stands there twice, as it can on Kafka. */
export class KafkaSink implements Sink {
  readonly keepsResent = true;
  private waiting = new Map<string, Message[]>();

  private constructor(
    private readonly producer: Producer,
    private readonly partitions: ReadonlyMap<string, number>,
  ) {}

  static async open({ brokers }: Stage, log: EventLog): Promise<KafkaSink> {
    const partitions = new Map<string, number>();
    for (const { topic, partition } of await storyHeads(log)) partitions.set(topic, partition + 1);
    const producer = new Kafka({ brokers, logLevel: logLevel.NOTHING }).producer();
    await producer.connect();
    return new KafkaSink(producer, partitions);
  }

  put(event: Event): void {
    const topic = topicOf(event);
    const key = keyOf(event);
    const messages = this.waiting.get(topic) ?? [];
    this.waiting.set(topic, messages);
    messages.push({ key, partition: partitionOf(key, this.partitions.get(topic) ?? 1), ...toKafka(event) });
  }

  async write(): Promise<void> {
    const topicMessages = [...this.waiting].map(([topic, messages]) => ({ topic, messages }));
    this.waiting = new Map();
    if (topicMessages.length > 0) await this.producer.sendBatch({ acks: -1, topicMessages });
  }

  async settle(): Promise<void> {}

  close(): Promise<void> {
    return this.producer.disconnect();
  }
}
