import type { Queryable } from '@hormesis/database';
import { isEvent } from '@hormesis/events';
import { type EventLog, isReadable, type Position, topics } from '@hormesis/log';
import { type RecordedWindow, recordedWindowOf } from '@hormesis/recording';
import type { RecordingFilter } from './read-recording.js';

const recordsAtOnce = 2_000;

/** Up to where each partition of the signals is in chunks. */
export type Marks = ReadonlyMap<number, number>;

export async function marksOf(db: Queryable): Promise<Marks> {
  const rows = await db.query<{ partition: number; next: number }>(
    'SELECT partition, next_offset AS next FROM learning.recording_mark',
  );
  return new Map(rows.map(({ partition, next }) => [partition, next]));
}

/** Reads from the log what was measured in a period and is in no chunk yet. */
export async function readTail(
  log: EventLog,
  marks: Marks,
  { from, to, services }: RecordingFilter,
  onWindow: (window: RecordedWindow) => void,
): Promise<void> {
  for (const head of await log.heads(topics.signals)) {
    let at: Position = { ...head, offset: marks.get(head.partition) ?? 0 };
    while (at.offset < head.offset) {
      const { records, nextOffset } = await log.read(at, recordsAtOnce);
      for (const record of records) {
        if (!isReadable(record) || !isEvent(record.event, 'signal.measured')) continue;
        const window = recordedWindowOf(record.event);
        if (window.start < from || window.start >= to) continue;
        if (services === undefined || services.includes(window.service)) onWindow(window);
      }
      if (nextOffset <= at.offset) break;
      at = { ...at, offset: nextOffset };
    }
  }
}
