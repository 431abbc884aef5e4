import { toKafka } from '@hormesis/events';
import { type LogEntry, partitionOf } from '@hormesis/log';
import { Kafka, logLevel } from 'kafkajs';
import { readKafka } from '../raw/read-kafka.js';
import { type Setting, type Subject, topic } from './subject.js';

const partitions = 4;

/** kafkajs alone: an idempotent producer, acks of all, one request in flight, as our adapter has it. No receipts. */
export async function kafkajsSubject({ stage }: Setting): Promise<Subject> {
  const kafka = new Kafka({ brokers: stage.brokers, logLevel: logLevel.NOTHING });
  const producer = kafka.producer({ idempotent: true, maxInFlightRequests: 1 });
  await producer.connect();
  return {
    append: (entries: readonly LogEntry[]) =>
      producer.send({
        topic,
        acks: -1,
        messages: entries.map(({ key, event }) => ({
          key,
          partition: partitionOf(key, partitions),
          ...toKafka(event),
        })),
      }),
    read: async (heads, handle) => {
      await readKafka(stage, heads, { lanes: heads.length, handle: async ({ length }) => handle(length) });
    },
    close: () => producer.disconnect(),
  };
}
