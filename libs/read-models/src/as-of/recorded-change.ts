import type { Event } from '@hormesis/events';
import { type EventLog, isReadable, type Position } from '@hormesis/log';

/** A row of `read.change` with its event, which is `null` where the timeline does not have it yet. */
export type RecordedChange = Position & { event: Event | null };

/** The same, with the missing events from the log. */
export function withEvents<Change extends RecordedChange>(
  log: EventLog,
  changes: readonly Change[],
): Promise<(Change & { event: Event })[]> {
  return Promise.all(
    changes.map(async (change) => ({ ...change, event: change.event ?? (await eventAt(log, change)) })),
  );
}

async function eventAt(log: EventLog, { topic, partition, offset }: Position): Promise<Event> {
  const { records } = await log.read({ topic, partition, offset }, 1);
  const [record] = records;
  if (record?.position.offset === offset && isReadable(record)) return record.event;
  throw new Error(`The change at ${topic}/${partition}@${offset} is neither on the timeline nor on the log.`);
}
