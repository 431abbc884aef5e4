// One projector in a process of its own, on either log, until it is killed. For kill.int.spec.ts.
import { Database } from '@hormesis/database';
import { TokenStore } from '@hormesis/http';
import { createServiceApp, readPlatformConfig, systemClock } from '@hormesis/platform';
import { ProjectorModule } from '@hormesis/projector-service';
import { OutboxRelay } from '@hormesis/streams';
import { openLog } from './open-log.mjs';

const database = new Database(process.env.DATABASE_URL, { maxConnections: 10 });
const log = await openLog(database);
const app = await createServiceApp(
  {
    config: readPlatformConfig({ DATABASE_URL: process.env.DATABASE_URL }),
    database,
    log,
    relay: new OutboxRelay(database, log),
    tokens: new TokenStore([]),
    clock: systemClock,
    close: async () => undefined,
  },
  [ProjectorModule],
);
await app.init();
process.stdout.write('running\n');
process.on('SIGTERM', async () => {
  await app.close();
  await log.close();
  await database.close();
});
