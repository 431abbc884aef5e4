import type { LogRecord, Position } from '@hormesis/log';

/** Records kept for each partition: enough for readers that are all near the head. */
const size = 512;
/** Longer events are not kept (characters), so that the whole stays small. */
const longestKept = 8_192;

/**
 * The records decoded last. Many readers of one process read the same records; decoding costs more than reading, and
 * what stands on the log never changes.
 */
export class RecordCache {
  readonly #rings = new Map<string, (LogRecord | undefined)[]>();

  /** The record at the position; decoded by `decode` unless it is known. */
  at(position: Position, text: string, decode: () => LogRecord): LogRecord {
    if (text.length > longestKept) return decode();
    const ring = this.#ringOf(position);
    const slot = position.offset % size;
    const kept = ring[slot];
    if (kept?.position.offset === position.offset) return kept;
    const record = decode();
    ring[slot] = record;
    return record;
  }

  #ringOf({ topic, partition }: Position): (LogRecord | undefined)[] {
    const name = `${topic}/${partition}`;
    const known = this.#rings.get(name);
    if (known) return known;
    const made: (LogRecord | undefined)[] = Array.from({ length: size });
    this.#rings.set(name, made);
    return made;
  }
}
