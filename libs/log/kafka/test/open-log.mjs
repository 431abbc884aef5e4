import { Database } from '@hormesis/database';
import { KafkaLog } from '@hormesis/log-kafka';
import { PostgresReceipts } from '@hormesis/log-postgres';

/** How a child process of the contract suite opens the log. */
export async function openLog({ url, brokers, prefix }) {
  const database = new Database(url, {
    maxConnections: 2,
    applicationName: 'hormesis-contract-child',
  });
  const receipts = await PostgresReceipts.open(database);
  return new KafkaLog({ brokers, receipts, partitions: 4, topicPrefix: prefix });
}
