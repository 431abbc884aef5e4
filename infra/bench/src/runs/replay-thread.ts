import { parentPort, workerData } from 'node:worker_threads';
import { Database } from '@hormesis/database';
import { answerReplays } from '@hormesis/projection';
import { openLog } from '../stage/open-log.js';
import { deploymentState, timelineEntry } from '../stage/projections.js';
import type { Stage } from '../stage/stage.js';

const stage = workerData as Stage;
const db = new Database(stage.url, { applicationName: 'hormesis-bench-thread' });
const log = await openLog(stage, db);
if (parentPort) answerReplays(parentPort, { db, log, projections: [timelineEntry, deploymentState] });
