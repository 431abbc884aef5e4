import { Database } from '@hormesis/database';
import type { LogEntry, Position } from '@hormesis/log';
import { openLog } from '../stage/open-log.js';
import type { Setting, Subject } from './subject.js';
import { topic } from './subject.js';

const maxRecords = 1_000;

/** The adapter, as a service uses it. */
export async function hormesisSubject({ stage }: Setting): Promise<Subject> {
  const db = new Database(stage.url, { applicationName: 'hormesis-bench' });
  const log = await openLog(stage, db);
  await log.heads(topic);
  return {
    append: (entries: readonly LogEntry[]) => log.append(topic, entries),
    read: async (heads: readonly Position[], handle) => {
      const left = new Set(heads.filter(({ offset }) => offset > 0).map(({ partition }) => partition));
      const headOf = new Map(heads.map(({ partition, offset }) => [partition, offset]));
      const { promise: finished, resolve } = Promise.withResolvers<void>();
      const consumer = await log.consume({
        topics: [topic],
        maxRecords,
        positionOf: async () => 0,
        handle: async ({ partition, records, nextOffset }) => {
          handle(records.length);
          if (nextOffset >= (headOf.get(partition) ?? 0)) left.delete(partition);
          if (left.size === 0) resolve();
        },
      });
      await finished;
      await consumer.stop();
    },
    close: async () => {
      await log.close();
      await db.close();
    },
  };
}

/** Where the partitions of the topic end. */
export async function headsOf(setting: Omit<Setting, 'name' | 'writers'>): Promise<readonly Position[]> {
  const db = new Database(setting.stage.url, { maxConnections: 3 });
  const log = await openLog(setting.stage, db);
  try {
    return await log.heads(topic);
  } finally {
    await log.close();
    await db.close();
  }
}
