import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isReadable } from '@hormesis/log';
import { openLog, say, settings } from './child-settings.js';
import { type Kept, keptOf } from './kept.js';

export type ReadUntilStuck = { topic: string; group: string; directory: string; batches: number };
export type Stuck = { stuck: string[] };

/** Reads as a member of a group, keeps its positions in files, and gets stuck in a batch, until it is killed. */
const { log, topic, group, directory, batches } = settings<ReadUntilStuck>();
const opened = await openLog(log);
let handled = 0;

await opened.consume({
  group,
  topics: [topic],
  maxRecords: 5,
  positionOf: async ({ partition }) => (await keptOf(directory, partition)).next,
  handle: async (batch) => {
    const ids = batch.records.filter(isReadable).map(({ event }) => event.id);
    if (handled++ >= batches) {
      say({ stuck: ids } satisfies Stuck);
      await new Promise(() => setInterval(() => undefined, 1_000));
    }
    const { handled: before } = await keptOf(directory, batch.partition);
    const path = join(directory, `${batch.partition}`);
    const kept: Kept = { next: batch.nextOffset, handled: [...before, ...ids] };
    await writeFile(`${path}.new`, JSON.stringify(kept));
    await rename(`${path}.new`, path);
  },
});
