import { type Appended, type LogEntry, type Position, receiptKey } from '@hormesis/log';

type PendingAppend = {
  entries: readonly LogEntry[];
  resolve(appended: readonly Appended[]): void;
  reject(error: unknown): void;
};

type Receipt = { key: string; position: Position };

export type LaneSteps = {
  /** First positions of those events that stand on the log; announces that the others are about to be written. */
  claim(entries: ReadonlyMap<string, LogEntry>): Promise<ReadonlyMap<string, Position>>;
  /** Writes these in order; `written` hears of each part as soon as it is durable, also when a later part fails. */
  write(entries: readonly LogEntry[], written: (positions: readonly Position[]) => void): Promise<void>;
  /** Notes where they stand: known from the call on, stored when it resolves. Does not reject. */
  settle(receipts: readonly Receipt[]): Promise<void>;
};

/** Entries that are written together unless a single append is larger. */
const mostTogether = 500;

/**
 * All appends to one topic, in the order of their calls. One group is written at a time: a lone append goes at once,
 * and what comes while a group is under way goes together in the next.
 */
export class AppendLane {
  readonly #steps: LaneSteps;
  readonly #waiting: PendingAppend[] = [];
  #draining: Promise<void> | undefined;
  /** Receipts are stored while the next group is written. */
  #settling: Promise<void> = Promise.resolve();

  constructor(steps: LaneSteps) {
    this.#steps = steps;
  }

  append(entries: readonly LogEntry[]): Promise<readonly Appended[]> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ entries, resolve, reject });
      this.#draining ??= this.#drain();
    });
  }

  /** Resolves when nothing waits any more. */
  async settled(): Promise<void> {
    await this.#draining;
    await this.#settling;
  }

  async #drain(): Promise<void> {
    await new Promise(setImmediate);
    while (this.#waiting.length > 0) await this.#writeGroup(this.#takeGroup());
    this.#draining = undefined;
  }

  #takeGroup(): PendingAppend[] {
    let entries = 0;
    let appends = 0;
    for (const pending of this.#waiting) {
      if (appends > 0 && entries + pending.entries.length > mostTogether) break;
      entries += pending.entries.length;
      appends += 1;
    }
    return this.#waiting.splice(0, appends);
  }

  async #writeGroup(group: readonly PendingAppend[]): Promise<void> {
    try {
      const appended = await this.#appendAll(group.flatMap(({ entries }) => entries));
      let from = 0;
      for (const { entries, resolve } of group) {
        resolve(appended.slice(from, from + entries.length));
        from += entries.length;
      }
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  }

  async #appendAll(entries: readonly LogEntry[]): Promise<Appended[]> {
    const first = new Map<string, LogEntry>();
    for (const entry of entries) {
      const key = receiptKey(entry.event);
      if (!first.has(key)) first.set(key, entry);
    }
    const known = await this.#steps.claim(first);
    const receipts = await this.#writeFresh([...first].filter(([key]) => !known.has(key)));

    const positions = new Map(known);
    for (const { key, position } of receipts) positions.set(key, position);
    const unanswered = new Set(receipts.map(({ key }) => key));
    return entries.map(({ event }) => {
      const key = receiptKey(event);
      const position = positions.get(key);
      if (!position) throw new Error(`The log gave no position for event ${event.id} of ${event.source}.`);
      return { position, duplicate: !unanswered.delete(key) };
    });
  }

  /** Writes them and notes where they stand; what was written before a failure is noted too. */
  async #writeFresh(fresh: readonly [key: string, entry: LogEntry][]): Promise<Receipt[]> {
    const receipts: Receipt[] = [];
    const keys = fresh.map(([key]) => key);
    try {
      await this.#steps.write(
        fresh.map(([, entry]) => entry),
        (positions) => {
          for (const position of positions) receipts.push({ key: keys[receipts.length] ?? '', position });
        },
      );
    } finally {
      await this.#settling;
      if (receipts.length > 0) this.#settling = this.#steps.settle(receipts);
    }
    return receipts;
  }
}
