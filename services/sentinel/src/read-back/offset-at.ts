import { type EventLog, isReadable, type Position } from '@hormesis/log';

/**
 * The offset of a partition from which on stands all that became known at an instant (milliseconds) or later; the head
 * where nothing did. Found by halving, for events stand on the log about in the order in which they became known.
 */
export async function offsetAt(
  log: EventLog,
  tail: Position,
  head: Position,
  instant: number,
): Promise<number> {
  let [low, high] = [tail.offset, head.offset];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const known = await knownAt(log, { ...head, offset: middle });
    if (known !== undefined && known >= instant) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** When the first record from there on that can be read became known; one that cannot says nothing of its neighbours. */
async function knownAt(log: EventLog, from: Position): Promise<number | undefined> {
  const { records } = await log.read(from, 20);
  const record = records.find(isReadable);
  return record && Date.parse(record.event.recordedTime ?? record.event.time);
}
