import { type Change, changeOf } from '@hormesis/change';
import { type EventLog, isReadable, type Position } from '@hormesis/log';

/** The changes between two positions of a partition. */
export async function readChanges(log: EventLog, from: Position, to: Position): Promise<Change[]> {
  const changes: Change[] = [];
  for (let at = from.offset; at < to.offset; ) {
    const { records, nextOffset } = await log.read({ ...from, offset: at }, 1_000);
    for (const record of records) {
      const change = isReadable(record) ? changeOf(record.event) : undefined;
      if (change) changes.push(change);
    }
    if (nextOffset <= at) break;
    at = nextOffset;
  }
  return changes;
}
