import { parseTokens, type Token } from '@hormesis/http';
import { defaultPartitions } from '@hormesis/log';

/** What differs between the embedded default, a Kafka installation and one service alone. */
export type PlatformConfig = {
  databaseUrl: string;
  /** Absent: the log stands in Postgres. */
  kafka?: KafkaConfig;
  /** Partitions of each topic, used when it is created. */
  partitions: number;
  host: string;
  port: number;
  /** How many days signal windows are kept, as rows and on the Postgres log. */
  signalRetentionDays: number;
  /** How much of a core the audit of the log may take, percent. */
  auditPercent: number;
  tokens: readonly Token[];
  /** The well-known secret of a development server; absent in production. */
  developmentToken?: string;
};

export type KafkaConfig = {
  brokers: readonly string[];
  ssl: boolean;
  sasl?: { mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512'; username: string; password: string };
};

/** A setting that cannot be used; its message names the variable and what it should be. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

type Environment = Readonly<Record<string, string | undefined>>;

export const developmentSecret = 'dev-token';
const loopback = ['127.0.0.1', 'localhost', '::1'];

/**
 * Reads the configuration from environment variables.
 * @throws ConfigError when one is missing or cannot be read
 */
export function readPlatformConfig(env: Environment, defaultPort = 4700): PlatformConfig {
  const databaseUrl = env.DATABASE_URL;
  if (!databaseUrl) {
    throw new ConfigError(
      'DATABASE_URL is not set. Give the address of a Postgres database: postgres://user:password@host:5432/name.',
    );
  }
  const host = env.HORMESIS_HOST || '127.0.0.1';
  const kafka = readKafka(env);
  return {
    databaseUrl,
    ...(kafka ? { kafka } : {}),
    partitions: wholeNumber(env, 'HORMESIS_PARTITIONS', defaultPartitions, 1, 1024),
    host,
    port: wholeNumber(env, 'HORMESIS_PORT', defaultPort, 0, 65_535),
    signalRetentionDays: wholeNumber(env, 'HORMESIS_SIGNAL_RETENTION_DAYS', 30, 1, 3_650),
    auditPercent: wholeNumber(env, 'HORMESIS_AUDIT_PERCENT', 10, 1, 100),
    ...readTokens(env, host),
  };
}

function readTokens(env: Environment, host: string): Pick<PlatformConfig, 'tokens' | 'developmentToken'> {
  if (env.HORMESIS_TOKENS) return { tokens: orConfigError(() => parseTokens(env.HORMESIS_TOKENS ?? '')) };
  if (!loopback.includes(host)) {
    throw new ConfigError(
      `HORMESIS_TOKENS is not set, and HORMESIS_HOST (${host}) can be reached from other machines. Set tokens, for example HORMESIS_TOKENS="ci:a-long-secret=events:write;ops:another-secret=*".`,
    );
  }
  return {
    tokens: [{ name: 'development', secret: developmentSecret, scopes: ['*'] }],
    developmentToken: developmentSecret,
  };
}

function readKafka(env: Environment): KafkaConfig | undefined {
  if (!env.KAFKA_BROKERS) return undefined;
  const brokers = env.KAFKA_BROKERS.split(',').map((broker) => broker.trim());
  const wrong = brokers.find((broker) => !/^[\w.\-[\]:]+:\d+$/.test(broker));
  if (wrong !== undefined) throw new ConfigError(`KAFKA_BROKERS: "${wrong}" is not host:port.`);
  const sasl = readSasl(env);
  return { brokers, ssl: env.KAFKA_SSL === 'true', ...(sasl ? { sasl } : {}) };
}

function readSasl(env: Environment): KafkaConfig['sasl'] {
  if (!env.KAFKA_SASL_MECHANISM) return undefined;
  const mechanism = env.KAFKA_SASL_MECHANISM.toLowerCase();
  if (mechanism !== 'plain' && mechanism !== 'scram-sha-256' && mechanism !== 'scram-sha-512') {
    throw new ConfigError('KAFKA_SASL_MECHANISM must be plain, scram-sha-256 or scram-sha-512.');
  }
  const { KAFKA_USERNAME: username, KAFKA_PASSWORD: password } = env;
  if (!username || !password)
    throw new ConfigError('KAFKA_SASL_MECHANISM is set, so KAFKA_USERNAME and KAFKA_PASSWORD are needed.');
  return { mechanism, username, password };
}

function wholeNumber(env: Environment, name: string, otherwise: number, least: number, most: number): number {
  const text = env[name];
  if (text === undefined || text === '') return otherwise;
  const value = Number(text);
  if (!Number.isInteger(value) || value < least || value > most) {
    throw new ConfigError(`${name} must be a whole number from ${least} to ${most}; it is "${text}".`);
  }
  return value;
}

function orConfigError<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new ConfigError(error instanceof Error ? error.message : String(error));
  }
}
