import { KafkaLog } from '@hormesis/log-kafka';
import { PostgresLog, PostgresReceipts } from '@hormesis/log-postgres';

/** The log that the environment names: Kafka with a prefix of the test's own, else the one in the database. */
export async function openLog(database, env = process.env) {
  if (!env.TEST_KAFKA_BROKERS) return PostgresLog.open(database);
  return new KafkaLog({
    brokers: env.TEST_KAFKA_BROKERS.split(','),
    topicPrefix: env.TEST_KAFKA_PREFIX,
    partitions: 3,
    receipts: await PostgresReceipts.open(database),
  });
}
