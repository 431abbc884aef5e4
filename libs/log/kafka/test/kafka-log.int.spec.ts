import { randomUUID } from 'node:crypto';
import { describeEventLog } from '@hormesis/log-contract';
import { PostgresReceipts } from '@hormesis/log-postgres';
import { startTestDatabase, startTestKafka } from '@hormesis/testing';
import { Kafka, logLevel } from 'kafkajs';
import { KafkaLog } from '../src/index.js';

describeEventLog('KafkaLog', async () => {
  const { brokers, prefix } = await startTestKafka();
  const { database, url, drop } = await startTestDatabase({ maxConnections: 5 });
  const receipts = await PostgresReceipts.open(database);
  const open = () => new KafkaLog({ brokers, receipts, partitions: 4, topicPrefix: prefix });
  const log = open();
  return {
    log,
    another: async () => open(),
    newTopic: async () => {
      const topic = `hormesis.${randomUUID()}`;
      await log.heads(topic);
      return topic;
    },
    putRaw: async (topic, partition, value) => {
      const producer = new Kafka({ brokers, logLevel: logLevel.NOTHING }).producer();
      await producer.connect();
      await producer.send({
        topic: `${prefix}${topic}`,
        messages: [{ partition, value: Buffer.from(value) }],
      });
      await producer.disconnect();
    },
    trim: async ({ topic, partition, offset }) => {
      const admin = new Kafka({ brokers, logLevel: logLevel.NOTHING }).admin();
      await admin.connect();
      const name = `${prefix}${topic}`;
      await admin.fetchTopicOffsets(name); // kafkajs trims only topics that it has looked up.
      await admin.deleteTopicRecords({ topic: name, partitions: [{ partition, offset: `${offset}` }] });
      await admin.disconnect();
    },
    inChildProcess: {
      module: new URL('open-log.mjs', import.meta.url).href,
      settings: { url, brokers, prefix },
    },
    close: async () => {
      await log.close();
      await drop();
    },
  };
});
