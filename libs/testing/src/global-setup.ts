import { offerTestKafka } from './offer-test-kafka.js';
import { testPostgresUrl } from './start-test-database.js';
import { startTestPostgres } from './start-test-postgres.js';

/** Runs before the int project's first spec: one Postgres, and one Kafka if asked for. Returns what ends them. */
export async function setup(): Promise<() => Promise<void>> {
  const postgres = await startTestPostgres();
  process.env[testPostgresUrl] = postgres.url;
  const kafka = await offerTestKafka();
  return async () => {
    await kafka.stop();
    await postgres.stop();
  };
}
