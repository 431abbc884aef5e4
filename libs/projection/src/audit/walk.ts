import type { EventLog, LogBatch, LogRecord, TopicPartition } from '@hormesis/log';
import { addTally, type Tally, tallyOf } from '../store/checksum.js';

/** A place on a partition, and the tally of what lies between the base of the audit and it. */
export type Place = { readonly at: number; readonly tally: Tally };

/** Offsets from `from` up to, but not including, `to`. */
export type Range = { from: number; to: number };

export type Step = {
  place: Place;
  /** The tally at each stop that was reached. */
  sums: ReadonlyMap<number, Tally>;
  /** Offsets that hold no record although the log was not trimmed there. On Kafka that means nothing. */
  gaps: readonly Range[];
  /** The log was trimmed up to here, beyond the place that the step began at: no sum spans that. */
  trimmedTo: number | undefined;
  /** The log has a head beyond the place, but gave nothing. */
  isStuck: boolean;
  records: number;
};

export type StepOptions = {
  limit: number;
  /** Goes on over a gap at the end of what there is. Otherwise the step stays where it is, and is `stuck`. */
  overGap: boolean;
};

/** Reads on from a place, one batch, at most to the last of the stops; `stops` ascend and lie beyond the place. */
export async function step(
  log: EventLog,
  { topic, partition }: TopicPartition,
  from: Place,
  stops: readonly number[],
  { limit, overGap }: StepOptions,
): Promise<Step> {
  const batch = await log.read({ topic, partition, offset: from.at }, limit);
  const isEmpty = batch.records.length === 0 && batch.nextOffset <= from.at;
  const known = isEmpty ? (overGap ? batch.head : from.at) : batch.nextOffset;
  const end = Math.max(from.at, Math.min(known, stops.at(-1) ?? from.at));
  const trimmedTo = await trimmedIn(log, batch, from.at);
  const start = Math.max(from.at, trimmedTo ?? 0);
  const records = batch.records.filter(({ position }) => position.offset < end);
  const sums = new Map<number, Tally>();
  let place: Place = from;
  for (const stop of [...stops.filter((one) => one > start && one < end), end]) {
    const passed = records.filter(({ position: { offset } }) => offset >= place.at && offset < stop);
    place = { at: stop, tally: addTally(place.tally, tallyOf(passed)) };
    if (stop >= start) sums.set(stop, place.tally);
  }
  return {
    place,
    sums,
    gaps: gapsIn(records, start, end),
    trimmedTo,
    isStuck: end === from.at && batch.head > from.at,
    records: records.length,
  };
}

/** A batch begins later than asked where the log was trimmed, or where records are missing. */
async function trimmedIn(log: EventLog, batch: LogBatch, at: number): Promise<number | undefined> {
  const first = batch.records[0]?.position.offset ?? Math.max(batch.nextOffset, batch.head);
  if (first <= at) return undefined;
  const tails = await log.tails(batch.topic);
  const tail = tails.find(({ partition }) => partition === batch.partition)?.offset ?? 0;
  return tail > at ? tail : undefined;
}

function gapsIn(records: readonly LogRecord[], from: number, end: number): Range[] {
  const gaps: Range[] = [];
  let next = from;
  for (const { position } of records) {
    if (position.offset > next) gaps.push({ from: next, to: position.offset });
    next = Math.max(next, position.offset + 1);
  }
  if (next < end) gaps.push({ from: next, to: end });
  return gaps;
}
