import type { Queryable } from '@hormesis/database';
import { decodeEvent, type Event } from '@hormesis/events';
import type { Appended, EventLog } from '@hormesis/log';
import { EventStuck } from './event-stuck.js';
import { notePublished, noteStuck, type Waiting } from './outbox.js';

type Entry = { waiting: Waiting; event: Event };

/** As many different streams do not hold an event each that the log refuses: then it is the log. */
const mostSuspects = 20;

/**
 * Publishes one batch, topic by topic, each stream in its order. An event that the log refuses is found by halving; it
 * and what follows it on its stream stay behind, the rest goes out.
 */
export class Publication {
  readonly #db: Queryable;
  readonly #log: EventLog;
  readonly #mayGoOn: () => boolean;
  readonly #heldBack = new Set<string>();
  readonly #suspects: { waiting: Waiting; error: unknown }[] = [];
  #published = 0;

  constructor(db: Queryable, log: EventLog, mayGoOn: () => boolean) {
    this.#db = db;
    this.#log = log;
    this.#mayGoOn = mayGoOn;
  }

  /**
   * The events that turned out to be stuck.
   * @throws what the log says when it takes nothing at all.
   */
  async publish(batch: readonly Waiting[]): Promise<EventStuck[]> {
    const entries = batch.flatMap((waiting) => this.#decode(waiting) ?? []);
    const unreadable = this.#suspects.length;
    for (const [topic, some] of Map.groupBy(entries, ({ waiting }) => waiting.topic)) {
      await this.#append(topic, some, unreadable);
    }
    const stuck: EventStuck[] = [];
    for (const { waiting, error } of this.#suspects) {
      const found = new EventStuck(waiting, error);
      await noteStuck(this.#db, waiting, reasonOf(error));
      stuck.push(found);
    }
    return stuck;
  }

  #decode(waiting: Waiting): Entry | undefined {
    if (this.#heldBack.has(waiting.stream)) return undefined;
    try {
      return { waiting, event: decodeEvent(waiting.event) };
    } catch (error) {
      this.#suspect(waiting, error);
      return undefined;
    }
  }

  async #append(topic: string, some: readonly Entry[], unreadable: number): Promise<void> {
    const entries = some.filter(({ waiting }) => !this.#heldBack.has(waiting.stream));
    const [first] = entries;
    if (!first || !this.#mayGoOn()) return;
    let appended: readonly Appended[];
    try {
      appended = await this.#log.append(
        topic,
        entries.map(({ waiting, event }) => ({ key: waiting.key, event })),
      );
    } catch (error) {
      await this.#log.check();
      if (entries.length > 1) {
        const half = entries.length >> 1;
        await this.#append(topic, entries.slice(0, half), unreadable);
        return this.#append(topic, entries.slice(half), unreadable);
      }
      this.#suspect(first.waiting, error);
      if (this.#published === 0 && this.#suspects.length - unreadable >= mostSuspects) throw error;
      return;
    }
    await notePublished(
      this.#db,
      entries.map(({ waiting }) => waiting),
      appended,
    );
    this.#published += entries.length;
  }

  #suspect(waiting: Waiting, error: unknown): void {
    this.#heldBack.add(waiting.stream);
    this.#suspects.push({ waiting, error });
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
