import type { Database } from '@hormesis/database';
import type { TokenStore } from '@hormesis/http';
import type { EventLog } from '@hormesis/log';
import type { OutboxRelay } from '@hormesis/streams';
import type { PlatformConfig } from './platform-config.js';
import type { Clock } from './tokens.js';

/** What every service stands on: opened once a process, shared by all modules in it. */
export type Platform = {
  config: PlatformConfig;
  database: Database;
  log: EventLog;
  relay: OutboxRelay;
  tokens: TokenStore;
  clock: Clock;
  /** Lets running appends end, then closes the log and the database. */
  close(): Promise<void>;
};
