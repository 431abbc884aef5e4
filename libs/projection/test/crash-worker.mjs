// Runs the ledger over the Postgres log until it is killed. For crash.int.spec.ts.
import { Database } from '@hormesis/database';
import { PostgresLog } from '@hormesis/log-postgres';
import { ProjectionRunner } from '@hormesis/projection';
import { ledger } from './ledger.ts';

const db = new Database(process.env.DATABASE_URL, { maxConnections: 6 });
const log = await PostgresLog.open(db);
const runner = new ProjectionRunner({ db, log, projections: [ledger], group: 'crash', maxRecords: 20 });
await runner.start();
process.stdout.write('running\n');
