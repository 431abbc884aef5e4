import { encodeEvent, keyOf, toKafka, topicOf } from '@hormesis/events';
import { type EventLog, partitionOf } from '@hormesis/log';
import { Kafka, logLevel, type Message } from 'kafkajs';
import { firstEvents } from '../traffic/traffic.js';
import type { Filled } from './fill.js';
import { storyHeads } from './open-log.js';
import { RecentIds } from './recent-ids.js';
import type { Stage } from './stage.js';

const batchSize = 1_000;

/** By the producer alone, without receipts: an event that was sent twice stands there twice, as it can on Kafka. */
export async function fillKafka({ brokers }: Stage, log: EventLog, count: number): Promise<Filled> {
  const partitions = new Map<string, number>();
  for (const { topic, partition } of await storyHeads(log)) partitions.set(topic, partition + 1);
  const producer = new Kafka({ brokers, logLevel: logLevel.NOTHING }).producer();
  await producer.connect();
  const recent = new RecentIds();
  const filled = { events: 0, distinct: 0, meanBytes: 0 };
  let bytes = 0;
  let waiting = new Map<string, Message[]>();
  const send = async () => {
    const topicMessages = [...waiting].map(([topic, messages]) => ({ topic, messages }));
    waiting = new Map();
    await producer.sendBatch({ acks: -1, topicMessages });
  };
  for (const event of firstEvents(count)) {
    const topic = topicOf(event);
    const key = keyOf(event);
    const { headers, value } = toKafka(event);
    const messages = waiting.get(topic) ?? [];
    messages.push({ key, headers, value, partition: partitionOf(key, partitions.get(topic) ?? 1) });
    waiting.set(topic, messages);
    filled.events += 1;
    if (recent.isNew(event)) filled.distinct += 1;
    if (filled.events % 100 === 0) bytes += Buffer.byteLength(JSON.stringify(encodeEvent(event)));
    if (filled.events % batchSize === 0) await send();
  }
  await send();
  await producer.disconnect();
  return { ...filled, meanBytes: Math.round(bytes / Math.floor(filled.events / 100)) };
}
