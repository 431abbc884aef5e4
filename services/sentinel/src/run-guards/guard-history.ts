import { isEvent } from '@hormesis/events';
import { type EventLog, isReadable, type Position, topics } from '@hormesis/log';
import { offsetAt } from '../read-back/offset-at.js';
import { type Guard, longestNeed } from './guard.js';
import { GuardRecord } from './guard-record.js';
import type { RunningGuard } from './running-guard.js';
import { warmUp } from './warm-up.js';

const batchSize = 1_000;

/**
 * What some guards need to know of a partition, read from the log up to where its windows are taken in at the moment:
 * `next` is asked again after each step, for they go on coming. `use` is called in the same moment in which nothing is
 * missing, before another window can come; the guards have then been evaluated up to about `since`.
 */
export async function guardHistory(
  log: EventLog,
  partition: number,
  guards: readonly Guard[],
  since: number,
  next: () => number,
  use: (record: GuardRecord, running: readonly RunningGuard[] | undefined) => void,
): Promise<void> {
  const record = new GuardRecord(guards);
  let running: readonly RunningGuard[] | undefined;
  let offset = await firstOffset(log, partition, since - longestNeed(guards));
  while (offset < next() || (!running && Number.isFinite(record.knownUntil))) {
    if (offset >= next()) {
      // Others of the newest moment may follow.
      running = await warmUp(record, Math.min(since, record.knownUntil - 1));
      continue;
    }
    const position: Position = { topic: topics.signals, partition, offset };
    const batch = await log.read(position, Math.min(batchSize, next() - offset));
    for (const each of batch.records)
      if (isReadable(each) && isEvent(each.event, 'signal.measured') && each.position.offset < next())
        record.take(each.event);
    if (batch.nextOffset <= offset) break;
    offset = batch.nextOffset;
  }
  use(record, running);
}

async function firstOffset(log: EventLog, partition: number, since: number): Promise<number> {
  const [tails, heads] = await Promise.all([log.tails(topics.signals), log.heads(topics.signals)]);
  const none: Position = { topic: topics.signals, partition, offset: 0 };
  const at = (positions: readonly Position[]) =>
    positions.find((each) => each.partition === partition) ?? none;
  return offsetAt(log, at(tails), at(heads), since);
}
