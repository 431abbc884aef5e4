import { join } from 'node:path';
import { startEmbeddedPostgres } from '@hormesis/database';
import { startKafkaBroker } from '@hormesis/kafka-broker';
import { ConfigError, Stops } from '@hormesis/platform';

type Wanted = { data: string; kafka: boolean; say(line: string): void };

export type Infrastructure = {
  /** The environment by which services reach it: DATABASE_URL and perhaps KAFKA_BROKERS. */
  environment: Record<string, string>;
  /** Resolves, if ever, when a part that was started here has ended without having been asked to. */
  crashed: Promise<Error>;
  stop(): Promise<void>;
};

/**
 * The database, and with `kafka` a broker: the team’s own where DATABASE_URL or KAFKA_BROKERS name them, else started
 * here. Positions on one log mean nothing on another, so each kind of log has a database folder of its own.
 */
export async function startInfrastructure({ data, kafka, say }: Wanted): Promise<Infrastructure> {
  const folder = join(data, kafka ? 'kafka' : 'embedded');
  const stops = new Stops();
  const { promise: crashed, resolve: onCrash } = Promise.withResolvers<Error>();
  try {
    const environment: Record<string, string> = {};
    if (kafka) {
      environment.KAFKA_BROKERS = process.env.KAFKA_BROKERS ?? '';
      if (environment.KAFKA_BROKERS === '') {
        say('Starting Kafka…');
        const broker = await startKafkaBroker({
          directory: join(folder, 'broker'),
          port: kafkaPort(),
          log: say,
          onCrash,
        });
        stops.add(() => broker.stop());
        environment.KAFKA_BROKERS = broker.brokers.join(',');
      }
    }
    environment.DATABASE_URL = process.env.DATABASE_URL ?? '';
    if (environment.DATABASE_URL === '') {
      say('Starting Postgres…');
      const postgres = await startEmbeddedPostgres({ directory: join(folder, 'postgres'), onCrash });
      stops.add(() => postgres.stop());
      environment.DATABASE_URL = postgres.url;
    }
    return { environment, crashed, stop: () => stops.all() };
  } catch (error) {
    await stops.abandon();
    throw error;
  }
}

/** Kafka's usual port, unless HORMESIS_KAFKA_PORT names another; 0 takes any that is free. */
function kafkaPort(): number {
  const port = Number(process.env.HORMESIS_KAFKA_PORT || 9092);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new ConfigError(
    `HORMESIS_KAFKA_PORT must be a port number; it is "${process.env.HORMESIS_KAFKA_PORT}".`,
  );
}
