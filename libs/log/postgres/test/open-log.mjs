import { Database } from '@hormesis/database';
import { PostgresLog } from '@hormesis/log-postgres';

/** How a child process of the contract suite opens the log. */
export function openLog({ url }) {
  return PostgresLog.open(
    new Database(url, { maxConnections: 5, applicationName: 'hormesis-contract-child' }),
  );
}
