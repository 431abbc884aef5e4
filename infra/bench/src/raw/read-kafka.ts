import { randomUUID } from 'node:crypto';
import { fromKafka } from '@hormesis/events';
import type { Position } from '@hormesis/log';
import { Kafka, logLevel } from 'kafkajs';
import type { Stage } from '../stage/stage.js';
import type { RawReading } from './raw-reader.js';

const batchSize = 1_000;

/** kafkajs alone, `eachBatch`, in a group of its own. */
export async function readKafka(
  { brokers }: Stage,
  heads: readonly Position[],
  { lanes, limit = Number.POSITIVE_INFINITY, handle }: RawReading,
): Promise<number> {
  const left = new Map(heads.map(({ topic, partition, offset }) => [`${topic} ${partition}`, offset]));
  const free = Array.from({ length: lanes }, (_, lane) => lane);
  const consumer = new Kafka({ brokers, logLevel: logLevel.NOTHING }).consumer({ groupId: randomUUID() });
  let count = 0;
  await consumer.connect();
  try {
    await consumer.subscribe({ topics: [...new Set(heads.map(({ topic }) => topic))], fromBeginning: true });
    await new Promise<void>((resolve, reject) => {
      const take = async (topic: string, partition: number, messages: Messages) => {
        const lane = free.pop() ?? 0;
        for (let at = 0; at < messages.length && count < limit; at += batchSize) {
          const part = messages.slice(at, Math.min(at + batchSize, at + limit - count));
          count += part.length;
          await handle(
            part.map((message) => ({
              position: { topic, partition, offset: Number(message.offset) },
              event: fromKafka(message),
            })),
            lane,
          );
        }
        free.push(lane);
        const last = messages.at(-1);
        if (last && Number(last.offset) + 1 >= (left.get(`${topic} ${partition}`) ?? 0))
          left.delete(`${topic} ${partition}`);
        if (left.size === 0 || count >= limit) resolve();
      };
      const run = consumer.run({
        autoCommit: false,
        partitionsConsumedConcurrently: lanes,
        eachBatch: ({ batch }) => take(batch.topic, batch.partition, batch.messages).catch(reject),
      });
      run.catch(reject);
    });
  } finally {
    await consumer.disconnect();
  }
  return count;
}

type Messages = Parameters<
  NonNullable<NonNullable<Parameters<ReturnType<Kafka['consumer']>['run']>[0]>['eachBatch']>
>[0]['batch']['messages'];
