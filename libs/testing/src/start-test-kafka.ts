import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';

/** The variable through which the global setup tells the specs where to ask for Kafka. */
export const testKafkaPort = 'HORMESIS_TEST_KAFKA_PORT';

export type TestKafka = {
  brokers: string[];
  /** Put before topic and group names, it keeps this caller's apart from all others on the broker. */
  prefix: string;
};

/** The run's Kafka broker: started now if this is the first spec that asks, stopped at the end of the run. */
export async function startTestKafka(): Promise<TestKafka> {
  const port = Number(process.env[testKafkaPort]);
  if (!port) {
    throw new Error('There is no test Kafka: name the file *.int.spec.ts, so that it runs in project int.');
  }
  const answer: { brokers?: string[]; error?: string } = JSON.parse(await ask(port));
  if (!answer.brokers) throw new Error(answer.error ?? 'The test Kafka gave no answer.');
  return { brokers: answer.brokers, prefix: `test-${randomBytes(6).toString('hex')}.` };
}

function ask(port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    connect({ port, host: '127.0.0.1' })
      .setEncoding('utf8')
      .on('data', (chunk: string) => {
        answer += chunk;
      })
      .on('end', () => resolve(answer))
      .on('error', reject);
  });
}
