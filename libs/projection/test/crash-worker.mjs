// Runs projections of every kind over the log until it is killed. For crash.int.spec.ts. Its group is its own: it takes
// all partitions at once, like one that does not know that another has them.
import { Database } from '@hormesis/database';
import { ProjectionRunner } from '@hormesis/projection';
import { diary, latest } from './latest-and-diary.ts';
import { ledger } from './ledger.ts';
import { openLog } from './open-log.mjs';

const db = new Database(process.env.DATABASE_URL, { maxConnections: 6 });
const log = await openLog(db);
const projections = [ledger, latest, diary];
const group = `crash-${process.pid}`;
const onError = (error) => process.stderr.write(`${error.stack}\n`);
const runner = new ProjectionRunner({ db, log, projections, group, maxRecords: 20, onError });
await runner.start();
process.stdout.write('running\n');
