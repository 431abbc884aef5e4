import type { Database } from '@hormesis/database';
import type { EventLog, Position } from '@hormesis/log';
import { addToReport } from '../builds/build-changes.js';
import type { RebuildProgress } from '../builds/build-report.js';
import type { Making } from './making.js';
import { offsetOn, placesOf } from './places.js';

/** How far a build is on what is on the log now. */
export async function progressOf(db: Database, log: EventLog, making: Making): Promise<RebuildProgress> {
  const { from } = making.projection;
  const [heads, tails, places] = await Promise.all([
    of(from, (topic) => log.heads(topic)),
    of(from, (topic) => log.tails(topic)),
    placesOf(db, making.row),
  ]);
  let done = 0;
  let total = 0;
  for (const head of heads) {
    const tail = offsetOn(tails, head);
    total += head.offset - tail;
    done += Math.max(0, offsetOn(places, head) - tail);
  }
  return making.progress(done, total);
}

/** Writes down how far a build is, for whoever asks. */
export async function saveProgress(db: Database, log: EventLog, making: Making): Promise<RebuildProgress> {
  const progress = await progressOf(db, log, making);
  if (making.isWanted) await addToReport(db, making.row, { progress });
  return progress;
}

async function of(
  topics: readonly string[],
  ask: (topic: string) => Promise<readonly Position[]>,
): Promise<readonly Position[]> {
  return (await Promise.all(topics.map(ask))).flat();
}
