import type { Event } from '@hormesis/events';
import type { Position } from './position.js';

/** What is appended: an event under its key. Records of one key stay in order. */
export type LogEntry = { key: string; event: Event };

/** A record that holds an event. */
export type EventRecord = { position: Position; key: string; event: Event };

/** A record that somebody put on the topic and that is no event we can read. It is never skipped unseen. */
export type UnreadableRecord = {
  position: Position;
  key: string;
  unreadable: { reason: string; value: Uint8Array };
};

export type LogRecord = EventRecord | UnreadableRecord;

export function isReadable(record: LogRecord): record is EventRecord {
  return 'event' in record;
}

/** Consecutive records of one partition. Offsets may have holes, so go on from `nextOffset`, never from "last + 1". */
export type LogBatch = {
  topic: string;
  partition: number;
  records: readonly LogRecord[];
  /** The offset from which the next batch begins. */
  nextOffset: number;
  /** The head of the partition (offset of the next record to be written) when the batch was read. */
  head: number;
};
