import type { Database } from '@hormesis/database';
import { measured } from '../measure/figures.js';
import { openLog, storyTopics } from '../stage/open-log.js';
import type { RunResult, RunSettings } from './run.js';

/** Reading by the log's own consumer, without doing anything with the events. */
export async function consume({ stage, heads }: RunSettings, db: Database): Promise<RunResult> {
  const log = await openLog(stage, db);
  const total = heads.reduce((sum, { offset }) => sum + offset, 0);
  const figures = await measured(stage, async () => {
    let count = 0;
    let stop = async () => {};
    await new Promise<void>((resolve, reject) => {
      log
        .consume({
          topics: storyTopics,
          maxRecords: 1_000,
          positionOf: async () => 0,
          handle: async ({ records }) => {
            count += records.length;
            if (count >= total) resolve();
          },
          onError: reject,
        })
        .then((consumer) => {
          stop = () => consumer.stop();
        }, reject);
    });
    await stop();
    return count;
  });
  await log.close();
  return figures;
}
