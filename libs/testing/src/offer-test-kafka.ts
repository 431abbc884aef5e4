import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startKafkaBroker } from '@hormesis/kafka-broker';
import { testKafkaPort } from './start-test-kafka.js';

/**
 * Offers one Kafka broker to all specs of a run, whichever process they run in. It is started when the first of them
 * asks by {@link startTestKafka}, so a run that needs none pays nothing. For the global setup.
 */
export async function offerTestKafka(): Promise<{ stop(): Promise<void> }> {
  let broker: Promise<TestBroker> | undefined;
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    broker ??= startTestBroker();
    broker.then(
      ({ brokers }) => socket.end(JSON.stringify({ brokers })),
      (error: unknown) => socket.end(JSON.stringify({ error: String(error) })),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address === 'object' && address) process.env[testKafkaPort] = String(address.port);
  return {
    stop: async () => {
      server.close();
      await broker?.then(
        (started) => started.stop(),
        () => undefined,
      );
    },
  };
}

type TestBroker = { brokers: string[]; stop(): Promise<void> };

async function startTestBroker(): Promise<TestBroker> {
  const directory = await mkdtemp(join(tmpdir(), 'hormesis-test-kafka-'));
  const { brokers, stop } = await startKafkaBroker({ directory });
  return {
    brokers,
    stop: async () => {
      await stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
