import { Database } from '@hormesis/database';
import { type Event, keyOf, topicOf } from '@hormesis/events';
import { TokenStore } from '@hormesis/http';
import { isReadable, topics } from '@hormesis/log';
import { migrateLog, PostgresLog } from '@hormesis/log-postgres';
import { createServiceApp, listen, type Platform, readPlatformConfig } from '@hormesis/platform';
import { PostmortemModule } from '@hormesis/postmortem-service';
import { migrateProjections, ProjectionRunner } from '@hormesis/projection';
import { migrateReadModels, readModels } from '@hormesis/read-models';
import { OutboxRelay } from '@hormesis/streams';
import { startTestDatabase } from '@hormesis/testing';

/** The postmortem service and the read models on a log in Postgres, at a time of the test’s choosing. */
export async function startPostmortem(now: string) {
  const test = await startTestDatabase({ maxConnections: 20 });
  await migrateLog(test.database);
  await migrateProjections(test.database);
  await migrateReadModels(test.database);
  const database = new Database(test.url, { maxConnections: 10 });
  const log = await PostgresLog.open(database);
  const runner = new ProjectionRunner({ db: database, log, projections: readModels, group: 'projector' });
  await runner.start();
  const clock = { time: new Date(now), now: () => clock.time };
  const platform: Platform = {
    config: { ...readPlatformConfig({ DATABASE_URL: test.url }), port: 0 },
    database,
    log,
    relay: new OutboxRelay(database, log),
    tokens: new TokenStore([
      { name: 'ops', secret: 'ops-secret', scopes: ['*'] },
      { name: 'reader', secret: 'reader-secret', scopes: ['read'] },
    ]),
    clock,
    close: async () => undefined,
  };
  const start = async () => {
    const app = await createServiceApp(platform, [PostmortemModule]);
    return { app, url: await listen(app, platform.config) };
  };
  let running = await start();
  return {
    url: () => running.url,
    append: async (...events: readonly Event[]) => {
      for (const event of events) await log.append(topicOf(event), [{ key: keyOf(event), event }]);
    },
    /** What was said to be published. */
    published: async (): Promise<Event[]> => {
      const heads = await log.heads(topics.incidents);
      const batches = await Promise.all(heads.map((head) => log.read({ ...head, offset: 0 }, 1_000)));
      const events = batches.flatMap(({ records }) => records.filter(isReadable).map(({ event }) => event));
      return events.filter(({ name }) => name === 'postmortem.published');
    },
    restartAt: async (time: string) => {
      await running.app.close();
      clock.time = new Date(time);
      running = await start();
    },
    stop: async () => {
      await running.app.close();
      await runner.stop();
      await log.close();
      await database.close();
      await test.drop();
    },
  };
}
