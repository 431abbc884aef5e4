// Publishes the outbox to Kafka until it is killed.
import { Database } from '@hormesis/database';
import { KafkaLog } from '@hormesis/log-kafka';
import { PostgresReceipts } from '@hormesis/log-postgres';
import { OutboxRelay } from '@hormesis/streams';

const { url, name, brokers, prefix } = JSON.parse(process.argv[2]);
const db = new Database(url, { maxConnections: 6, applicationName: name });
const receipts = await PostgresReceipts.open(db);
const log = new KafkaLog({ brokers, receipts, partitions: 4, topicPrefix: prefix });
const onError = (error) => process.stdout.write(`${JSON.stringify({ error: String(error) })}\n`);
new OutboxRelay(db, log, { pollMs: 50, onError }).start();
process.stdout.write(`${JSON.stringify({ ready: true })}\n`);
