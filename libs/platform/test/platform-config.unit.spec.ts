import { ConfigError, readPlatformConfig } from '@hormesis/platform';
import { describe, expect, it } from 'vitest';

const database = { DATABASE_URL: 'postgres://localhost/hormesis' };

describe('the configuration', () => {
  it('needs nothing but a database: the log is in Postgres, and the server is for this machine', () => {
    expect(readPlatformConfig(database)).toEqual({
      databaseUrl: 'postgres://localhost/hormesis',
      partitions: 4,
      host: '127.0.0.1',
      port: 4700,
      signalRetentionDays: 30,
      auditPercent: 10,
      tokens: [{ name: 'development', secret: 'dev-token', scopes: ['*'] }],
      developmentToken: 'dev-token',
    });
  });

  it('takes brokers, with their credentials', () => {
    const { kafka } = readPlatformConfig({
      ...database,
      KAFKA_BROKERS: 'k1:9092, k2:9092',
      KAFKA_SSL: 'true',
      KAFKA_SASL_MECHANISM: 'SCRAM-SHA-512',
      KAFKA_USERNAME: 'u',
      KAFKA_PASSWORD: 'p',
    });
    expect(kafka).toEqual({
      brokers: ['k1:9092', 'k2:9092'],
      ssl: true,
      sasl: { mechanism: 'scram-sha-512', username: 'u', password: 'p' },
    });
  });

  it('has no development token once tokens are set', () => {
    const config = readPlatformConfig({ ...database, HORMESIS_TOKENS: 'ci:a-long-secret=read' });
    expect(config.developmentToken).toBeUndefined();
    expect(config.tokens).toHaveLength(1);
  });

  it.each([
    [{}, /DATABASE_URL is not set/],
    [
      { ...database, HORMESIS_PORT: 'many' },
      /HORMESIS_PORT must be a whole number from 0 to 65535; it is "many"/,
    ],
    [{ ...database, HORMESIS_PARTITIONS: '0' }, /HORMESIS_PARTITIONS must be a whole number from 1/],
    [
      { ...database, HORMESIS_SIGNAL_RETENTION_DAYS: '0' },
      /HORMESIS_SIGNAL_RETENTION_DAYS must be a whole number from 1/,
    ],
    [{ ...database, KAFKA_BROKERS: 'localhost' }, /KAFKA_BROKERS: "localhost" is not host:port/],
    [{ ...database, KAFKA_BROKERS: 'k:1', KAFKA_SASL_MECHANISM: 'gssapi' }, /KAFKA_SASL_MECHANISM must be/],
    [
      { ...database, KAFKA_BROKERS: 'k:1', KAFKA_SASL_MECHANISM: 'plain' },
      /KAFKA_USERNAME and KAFKA_PASSWORD/,
    ],
    [{ ...database, HORMESIS_TOKENS: 'x' }, /HORMESIS_TOKENS, entry 1/],
    [
      { ...database, HORMESIS_HOST: '0.0.0.0' },
      /HORMESIS_TOKENS is not set, and HORMESIS_HOST \(0\.0\.0\.0\) can be reached/,
    ],
  ])('refuses %j and says what to set', (env, message) => {
    expect(() => readPlatformConfig(env)).toThrow(ConfigError);
    expect(() => readPlatformConfig(env)).toThrow(message);
  });
});
