// Carries out rebuilds of projections of every kind until it is killed. For rebuild-kill.int.spec.ts.
import { Database } from '@hormesis/database';
import { Rebuilder } from '@hormesis/projection';
import { diary, latest } from './latest-and-diary.ts';
import { ledger } from './ledger.ts';
import { openLog } from './open-log.mjs';

const db = new Database(process.env.DATABASE_URL, { maxConnections: 8, applicationName: 'rebuild-worker' });
const log = await openLog(db);
const onError = (error) => process.stderr.write(`${error?.stack}\n`);
const rebuilder = new Rebuilder({ db, log, projections: [ledger, latest, diary], maxRecords: 50, onError });
await rebuilder.start();
process.stdout.write('running\n');
