import type { Event } from '@hormesis/events';
import { type EventLog, isReadable, type Position } from '@hormesis/log';

const BATCH = 500;

/** The events of a topic that became known in a span of time (milliseconds, both ends included), partition by partition. */
export async function* eventsKnownBetween(
  log: EventLog,
  topic: string,
  since: number,
  until: number,
): AsyncGenerator<Event> {
  const [tails, heads] = await Promise.all([log.tails(topic), log.heads(topic)]);
  for (const head of heads) {
    const tail = tails.find(({ partition }) => partition === head.partition)?.offset ?? 0;
    yield* inPartition(log, { tail, head }, since, until);
  }
}

async function* inPartition(
  log: EventLog,
  { tail, head }: { tail: number; head: Position },
  since: number,
  until: number,
): AsyncGenerator<Event> {
  for (let offset = await firstKnownSince(log, tail, head, since); offset < head.offset; ) {
    const { records, nextOffset } = await log.read({ ...head, offset }, BATCH);
    let isPast = records.length > 0;
    for (const record of records) {
      if (!isReadable(record)) continue;
      const at = knownAt(record.event);
      if (at <= until) isPast = false;
      if (at >= since && at <= until) yield record.event;
    }
    if (isPast || nextOffset <= offset) return;
    offset = nextOffset;
  }
}

/** By halving: events stand on the log about in the order in which they became known. */
async function firstKnownSince(log: EventLog, tail: number, head: Position, since: number): Promise<number> {
  let [low, high] = [tail, head.offset];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const { records } = await log.read({ ...head, offset: middle }, 1);
    const [record] = records;
    if (record && isReadable(record) && knownAt(record.event) >= since) high = middle;
    else low = middle + 1;
  }
  return low;
}

function knownAt({ recordedTime, time }: Event): number {
  return Date.parse(recordedTime ?? time);
}
