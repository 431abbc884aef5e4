import type { Database } from '@hormesis/database';
import type { EventLog } from '@hormesis/log';

export function openLog(database: Database, env?: Readonly<Record<string, string>>): Promise<EventLog>;
