import type { Receipts } from '@hormesis/log';
import type { KafkaConfig, LogEntry } from 'kafkajs';
import { endIdleLoop } from './idle-loop.js';
import { Kafka, logLevel } from './kafkajs.js';

export type KafkaLogOptions = {
  /** `host:port` of some brokers of the cluster; the others are found through them. */
  brokers: readonly string[];
  receipts: Receipts;
  /** Partitions of a topic that this log has to create. */
  partitions: number;
  /** Copies of each record of a topic that this log has to create. Default: 3, or all brokers if they are fewer. */
  replicationFactor?: number;
  /** Stands before the names of topics and groups on the cluster, and only there. Default: nothing. */
  topicPrefix?: string;
  /** The name under which the brokers know this program. Default: `hormesis`. */
  clientId?: string;
  /** Talk TLS to the brokers. Default: no. */
  ssl?: boolean;
  sasl?: KafkaCredentials;
  report?: KafkaReport;
};

export type KafkaCredentials = {
  mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512';
  username: string;
  password: string;
};

/** Takes what an operator may want to know; `warn` for what needs attention, `debug` for what heals by itself. */
export type KafkaReport = { warn(message: string): void; debug(message: string): void };

export const silent: KafkaReport = { warn: () => undefined, debug: () => undefined };

/** A new client, which shares nothing with others: kafkajs keeps the positions of a group per client. */
export function createClient(options: KafkaLogOptions): Kafka {
  endIdleLoop();
  const report = options.report ?? silent;
  return new Kafka({
    brokers: [...options.brokers],
    clientId: options.clientId ?? 'hormesis',
    connectionTimeout: 3000,
    requestTimeout: 15_000,
    retry: { initialRetryTime: 100, maxRetryTime: 2000, retries: 6, restartOnFailure: async () => false },
    logLevel: logLevel.WARN,
    logCreator: () => (entry) => writeTo(report, entry),
    ...(options.ssl ? { ssl: true } : {}),
    ...(options.sasl ? { sasl: saslOf(options.sasl) } : {}),
  });
}

/** Tells the mechanisms apart for the compiler: kafkajs has one type for each. */
function saslOf({ mechanism, username, password }: KafkaCredentials): NonNullable<KafkaConfig['sasl']> {
  switch (mechanism) {
    case 'plain':
      return { mechanism, username, password };
    case 'scram-sha-256':
      return { mechanism, username, password };
    case 'scram-sha-512':
      return { mechanism, username, password };
  }
}

/** kafkajs retries what it reports; what it cannot mend reaches our callers as an error. */
function writeTo(report: KafkaReport, { namespace, log }: LogEntry): void {
  report.debug(`kafkajs ${namespace}: ${log.message}`);
}
