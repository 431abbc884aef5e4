import { Database } from '@hormesis/database';
import {
  type DataOf,
  type Event,
  type EventName,
  keyOf,
  type StatementOf,
  stateEvent,
  topicOf,
} from '@hormesis/events';
import { TokenStore } from '@hormesis/http';
import { LearningModule } from '@hormesis/learning-service';
import { isReadable, type Position, topics } from '@hormesis/log';
import { migrateLog, PostgresLog } from '@hormesis/log-postgres';
import { createServiceApp, listen, type Platform, readPlatformConfig, systemClock } from '@hormesis/platform';
import { migrateProjections, ProjectionRunner } from '@hormesis/projection';
import { migrateReadModels, readModels, signalReadModels } from '@hormesis/read-models';
import { OutboxRelay } from '@hormesis/streams';
import { startTestDatabase } from '@hormesis/testing';

/** The learning service and the read models on a log in Postgres. */
export async function startLearning() {
  const test = await startTestDatabase({ maxConnections: 20 });
  await migrateLog(test.database);
  await migrateProjections(test.database);
  await migrateReadModels(test.database);
  const database = new Database(test.url, { maxConnections: 10 });
  const log = await PostgresLog.open(database);
  const project = async () => {
    const runner = new ProjectionRunner({
      db: database,
      log,
      projections: [...readModels, ...signalReadModels],
      group: 'projector',
    });
    await runner.start();
    return runner;
  };
  let runner: ProjectionRunner | undefined = await project();
  const platform: Platform = {
    config: { ...readPlatformConfig({ DATABASE_URL: test.url }), port: 0 },
    database,
    log,
    relay: new OutboxRelay(database, log),
    tokens: new TokenStore([
      { name: 'ops', secret: 'ops-secret', scopes: ['*'] },
      { name: 'reader', secret: 'reader-secret', scopes: ['read'] },
    ]),
    clock: systemClock,
    close: async () => undefined,
  };
  const start = async () => {
    const app = await createServiceApp(platform, [LearningModule]);
    return { app, url: await listen(app, platform.config) };
  };
  let running = await start();
  return {
    database,
    url: () => running.url,
    restart: async () => {
      await running.app.close();
      running = await start();
    },
    /** No backtest of a proposal is run from now on: another copy seems to run one. */
    holdBacktests: () =>
      database.query(
        `INSERT INTO learning.backtest (id, kind, name, request, state, asked_at, attempt, held_until)
         VALUES ('bt-held', 'rules', 'held', '{}', 'running', now(), 1, 'infinity')`,
      ),
    /** The read models stand still while it is done. */
    whileBehind: async (during: () => Promise<void>) => {
      await runner?.stop();
      runner = undefined;
      await during();
      runner = await project();
    },
    /** Appends events as they come from outside or from the guardian. */
    append: async (...events: readonly Event[]) => {
      for (const together of byTopic(events)) {
        const [first] = together;
        const records = together.map((event) => ({ key: keyOf(event), event }));
        if (first) await log.append(topicOf(first), records);
      }
    },
    /** What stands on the learning topic. */
    learned: () => allOf(log, topics.learning),
    /** What stands on the topic of incidents, and of what is decided about them. */
    ofIncidents: () => allOf(log, topics.incidents),
    stop: async () => {
      await running.app.close();
      await runner?.stop();
      await log.close();
      await database.close();
      await test.drop();
    },
  };
}

/** Neighbours of one topic together, in the order in which they were given. */
function byTopic(events: readonly Event[]): Event[][] {
  const parts: Event[][] = [];
  for (const event of events) {
    const last = parts.at(-1);
    if (last?.[0] && topicOf(last[0]) === topicOf(event)) last.push(event);
    else parts.push([event]);
  }
  return parts;
}

async function allOf(log: PostgresLog, topic: string): Promise<Event[]> {
  const heads = await log.heads(topic);
  const all = await Promise.all(heads.map((head) => everything(log, { ...head, offset: 0 })));
  return all.flat();
}

async function everything(log: PostgresLog, from: Position): Promise<Event[]> {
  const { records } = await log.read(from, 1_000);
  return records.filter(isReadable).map(({ event }) => event);
}

/** An event as somebody sends it. */
export function happened<Name extends EventName>(
  name: Name,
  subject: string,
  time: string,
  data: DataOf<Name>,
  envelope: { id?: string; correlationId?: string; causationId?: string } = {},
) {
  const statement = { name, subject, data } as unknown as StatementOf;
  return stateEvent(statement, { source: '/hormesis/test', time, ...envelope });
}
