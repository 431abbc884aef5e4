import type { Database } from '@hormesis/database';
import { defaultPartitions, type EventLog, type Position, topics } from '@hormesis/log';
import { KafkaLog } from '@hormesis/log-kafka';
import { PostgresLog, PostgresReceipts } from '@hormesis/log-postgres';
import type { Stage } from './stage.js';

/** The topics of which the timeline is made. */
export const storyTopics: readonly string[] = [topics.changes, topics.incidents, topics.learning];

export async function openLog({ log, brokers }: Stage, db: Database): Promise<EventLog> {
  if (log === 'postgres') return PostgresLog.open(db);
  return new KafkaLog({
    brokers,
    receipts: await PostgresReceipts.open(db),
    partitions: defaultPartitions,
  });
}

/** The heads of all partitions of the story's topics. */
export async function storyHeads(log: EventLog): Promise<Position[]> {
  return (await Promise.all(storyTopics.map((topic) => log.heads(topic)))).flat();
}
