import type { Database } from '@hormesis/database';
import type { Position, TopicPartition } from '@hormesis/log';

/** How long a reader waits at most for records that nobody announced. */
const pollMs = 250;

type Waiter = { offset: number; wake(): void };

/**
 * Wakes readers that wait at the head. Whoever appends in this process raises the head at once; others are heard by
 * notification, which may get lost; a poll finds everything. One poll serves all readers of the process.
 */
export class Heads {
  readonly #db: Database;
  readonly #known = new Map<string, number>();
  readonly #waiters = new Map<string, Set<Waiter>>();
  #poll: NodeJS.Timeout | undefined;
  #asking: Promise<void> | undefined;
  #askAgain = false;
  #closed = false;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Resolves when the partition has a record at `offset` or beyond, or `signal` is aborted. */
  reach({ topic, partition, offset }: Position, signal: AbortSignal): Promise<void> {
    const name = nameOf({ topic, partition });
    if (signal.aborted || (this.#known.get(name) ?? 0) > offset) return Promise.resolve();
    return new Promise((resolve) => {
      const waiters = this.#waiters.get(name) ?? new Set();
      const waiter: Waiter = {
        offset,
        wake: () => {
          waiters.delete(waiter);
          signal.removeEventListener('abort', waiter.wake);
          resolve();
        },
      };
      this.#waiters.set(name, waiters.add(waiter));
      signal.addEventListener('abort', waiter.wake);
      this.#pollLater();
    });
  }

  /** How many records are known to stand from the position on; 0 if none is known. */
  ahead({ topic, partition, offset }: Position): number {
    return Math.max(0, (this.#known.get(nameOf({ topic, partition })) ?? 0) - offset);
  }

  /** The partition's next offset is at least this. */
  raise({ topic, partition, offset }: Position): void {
    const name = nameOf({ topic, partition });
    if ((this.#known.get(name) ?? 0) >= offset) return;
    this.#known.set(name, offset);
    for (const waiter of this.#waiters.get(name) ?? []) if (waiter.offset < offset) waiter.wake();
  }

  /** Asks the database now. */
  ask(): void {
    if (this.#closed) return;
    this.#askAgain = true;
    this.#asking ??= this.#askWhileWanted().finally(() => {
      this.#asking = undefined;
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#poll);
    await this.#asking;
  }

  async #askWhileWanted(): Promise<void> {
    while (this.#askAgain) {
      this.#askAgain = false;
      // A database that does not answer is reported by the readers' own statements; the next poll tries again.
      const heads = await readHeads(this.#db).catch(() => []);
      for (const head of heads) this.raise(head);
    }
  }

  #pollLater(): void {
    this.#poll ??= setTimeout(() => {
      this.#poll = undefined;
      if (this.#closed || ![...this.#waiters.values()].some(({ size }) => size > 0)) return;
      this.ask();
      this.#pollLater();
    }, pollMs);
  }
}

/** The next offset of each partition, of one topic or of all. */
export async function readHeads(db: Database, topic?: string): Promise<Position[]> {
  return db.query<Position>(
    `select topic, partition, next_offset as "offset" from log.partition
       where $1::text is null or topic = $1 order by topic, partition`,
    [topic ?? null],
  );
}

/** The first offset of each partition of a topic that is still on the log. */
export async function readTails(db: Database, topic: string): Promise<Position[]> {
  return db.query<Position>(
    `select topic, partition, first_offset as "offset" from log.partition where topic = $1 order by partition`,
    [topic],
  );
}

function nameOf({ topic, partition }: TopicPartition): string {
  return `${topic}/${partition}`;
}
