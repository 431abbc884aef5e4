import { Database } from '@hormesis/database';
import { TokenStore } from '@hormesis/http';
import { migrateStreams, OutboxRelay } from '@hormesis/streams';
import { logger, tracedLog } from '@hormesis/telemetry';
import { openLog } from './open-log.js';
import type { Platform } from './platform.js';
import type { PlatformConfig } from './platform-config.js';
import { rememberLog } from './remember-log.js';
import { Stops } from './stops.js';
import { systemClock } from './tokens.js';

/**
 * Opens what every service stands on: connects, brings shared tables up to date, starts the relay.
 * @throws Error whose message says which of database and log cannot be used, and why
 */
export async function openPlatform(config: PlatformConfig, processName: string): Promise<Platform> {
  const stops = new Stops();
  const database = new Database(config.databaseUrl, {
    maxConnections: 20,
    applicationName: `hormesis-${processName}`,
  });
  stops.add(() => database.close());
  try {
    await database.check();
    await rememberLog(database, config.kafka ? 'kafka' : 'postgres');
    await migrateStreams(database);
    const log = tracedLog(await openLog(config, database, processName));
    stops.add(() => log.close());
    await log.check();
    const relay = new OutboxRelay(database, log, {
      onError: (error) => logger('relay').error({ err: error }, 'could not publish'),
    });
    stops.add(() => relay.stop());
    relay.start();
    return {
      config,
      database,
      log,
      relay,
      tokens: new TokenStore(config.tokens, config.developmentToken),
      clock: systemClock,
      close: () => stops.all(),
    };
  } catch (error) {
    await stops.abandon();
    throw error;
  }
}
