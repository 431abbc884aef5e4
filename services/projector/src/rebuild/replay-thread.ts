import { parentPort, workerData } from 'node:worker_threads';
import { Database } from '@hormesis/database';
import type { PlatformConfig } from '@hormesis/platform';
import { openLog } from '@hormesis/platform/open-log';
import { answerReplays } from '@hormesis/projection';
import { readModels, signalReadModels } from '@hormesis/read-models';

const config: PlatformConfig = workerData;
const name = 'projector-rebuild';
const db = new Database(config.databaseUrl, { maxConnections: 6, applicationName: `hormesis-${name}` });
const log = await openLog(config, db, name);
if (parentPort) answerReplays(parentPort, { db, log, projections: [...readModels, ...signalReadModels] });
