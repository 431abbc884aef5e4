import type { Database } from '@hormesis/database';
import type { EventLog } from '@hormesis/log';
import { KafkaLog } from '@hormesis/log-kafka';
import { PostgresLog, PostgresReceipts } from '@hormesis/log-postgres';
import { logger } from '@hormesis/telemetry';
import type { PlatformConfig } from './platform-config.js';

/**
 * The log that the configuration names. It stays its owner's to close, and so does the database. This module loads no
 * framework: threads open the log by it.
 */
export async function openLog(
  config: PlatformConfig,
  database: Database,
  processName: string,
): Promise<EventLog> {
  if (!config.kafka) return PostgresLog.open(database, { partitions: config.partitions });
  const { brokers, ssl, sasl } = config.kafka;
  return new KafkaLog({
    brokers,
    clientId: `hormesis-${processName}`,
    partitions: config.partitions,
    receipts: await PostgresReceipts.open(database),
    ssl,
    ...(sasl ? { sasl } : {}),
    report: logger('kafka'),
  });
}
