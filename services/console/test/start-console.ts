import { ConsoleModule } from '@hormesis/console-service';
import { type Event, keyOf, type StatementOf, stateEvent, topicOf } from '@hormesis/events';
import { TokenStore } from '@hormesis/http';
import { formatPosition, type Position } from '@hormesis/log';
import { PostgresLog } from '@hormesis/log-postgres';
import { createServiceApp, listen, type Platform, readPlatformConfig, systemClock } from '@hormesis/platform';
import { migrateProjections, ProjectionRunner, waitForPosition } from '@hormesis/projection';
import { migrateReadModels, readModels } from '@hormesis/read-models';
import { migrateStreams, OutboxRelay } from '@hormesis/streams';
import { startTestDatabase } from '@hormesis/testing';

type Told = { statement: StatementOf; time: string; recordedTime?: string };

/** The console over the read models, as the projector keeps them from a log in Postgres. */
export async function startConsole() {
  const test = await startTestDatabase({ maxConnections: 20 });
  const { database } = test;
  await migrateStreams(database);
  await migrateProjections(database);
  await migrateReadModels(database);
  const log = await PostgresLog.open(database);
  const runner = new ProjectionRunner({
    db: database,
    log,
    projections: [...readModels],
    group: 'projector',
  });
  await runner.start();
  const platform: Platform = {
    config: { ...readPlatformConfig({ DATABASE_URL: test.url }), port: 0 },
    database,
    log,
    relay: new OutboxRelay(database, log),
    tokens: new TokenStore(
      [
        { name: 'development', secret: 'dev-token', scopes: ['*'] },
        { name: 'ci', secret: 'ci-secret', scopes: ['events:write'] },
      ],
      'dev-token',
    ),
    clock: systemClock,
    close: async () => undefined,
  };
  const app = await createServiceApp(platform, [ConsoleModule]);
  const url = await listen(app, platform.config);
  const append = async (event: Event): Promise<Position> => {
    const [appended] = await log.append(topicOf(event), [{ key: keyOf(event), event }]);
    if (!appended) throw new Error('Nothing was appended.');
    for (const { name } of readModels) {
      const patience = name === 'timeline_entry' ? 5_000 : 50;
      await waitForPosition(database, name, [appended.position], patience);
    }
    return appended.position;
  };
  return {
    url,
    database,
    log,
    /** Appends what an emitter states, and waits until the timeline has it. Its events' ids. */
    async tell(...statements: StatementOf[]): Promise<string[]> {
      const events = statements.map((statement) => stateEvent(statement, { source: '/hormesis/test' }));
      for (const event of events) await append(event);
      return events.map(({ id }) => id);
    },
    /** The same at times of the past. Their positions. */
    async tellOf(...told: Told[]): Promise<string[]> {
      const positions: string[] = [];
      for (const { statement, ...times } of told) {
        positions.push(
          formatPosition(await append(stateEvent(statement, { source: '/hormesis/test', ...times }))),
        );
      }
      return positions;
    },
    get: (path: string, headers: Record<string, string> = { authorization: 'Bearer dev-token' }) =>
      fetch(url + path, { headers }),
    async stop(): Promise<void> {
      await app.close();
      await runner.stop();
      await log.close();
      await test.drop();
    },
  };
}

export type RunningConsole = Awaited<ReturnType<typeof startConsole>>;
