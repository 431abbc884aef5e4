import type { LogRecord, TopicPartition } from '@hormesis/log';

/** Records kept for each partition: enough for readers that are all near the head. */
const size = 512;
/** Longer events are not kept (characters), so that the whole stays small. */
const longestKept = 8_192;

/**
 * The records decoded last. Many readers of one process read the same records; decoding costs more than reading, and
 * what stands on the log never changes.
 */
export class RecordCache {
  readonly #recent = new Map<string, RecentRecords>();

  of({ topic, partition }: TopicPartition): RecentRecords {
    const name = `${topic}/${partition}`;
    const known = this.#recent.get(name);
    if (known) return known;
    const made = new RecentRecords();
    this.#recent.set(name, made);
    return made;
  }
}

/** Of one partition. */
export class RecentRecords {
  /** Whether a record is so near the head that others are likely to ask for it soon. */
  static holds(offset: number, head: number): boolean {
    return head - offset <= size;
  }

  readonly #ring: (LogRecord | undefined)[] = [];

  get(offset: number): LogRecord | undefined {
    const kept = this.#ring[offset % size];
    return kept?.position.offset === offset ? kept : undefined;
  }

  put(record: LogRecord, text: string): void {
    if (text.length <= longestKept) this.#ring[record.position.offset % size] = record;
  }
}
