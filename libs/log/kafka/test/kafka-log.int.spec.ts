import { describeEventLog } from '@hormesis/log-contract';
import { startTestKafka } from '@hormesis/testing';
import { Kafka, logLevel } from 'kafkajs';
import { KafkaLog } from '../src/index.js';
import { ReceiptsInMemory } from './receipts-in-memory.js';

describeEventLog('KafkaLog', async () => {
  const { brokers, prefix } = await startTestKafka();
  const receipts = new ReceiptsInMemory();
  const open = () => new KafkaLog({ brokers, receipts, partitions: 4, topicPrefix: prefix });
  const log = open();
  const kafka = new Kafka({ brokers, logLevel: logLevel.NOTHING });
  let topics = 0;

  return {
    log,
    another: async () => open(),
    newTopic: async () => {
      topics += 1;
      return `contract-${topics}`;
    },
    putRaw: async (topic, partition, value) => {
      await log.heads(topic);
      const producer = kafka.producer();
      await producer.connect();
      await producer.send({
        topic: `${prefix}${topic}`,
        messages: [{ partition, value: Buffer.from(value) }],
      });
      await producer.disconnect();
    },
    inChildProcess: {
      module: new URL('./open-kafka-log.js', import.meta.url).href,
      settings: { brokers, prefix },
    },
    close: () => log.close(),
  };
});
