import type { Queryable } from '@hormesis/database';
import type { Event } from '@hormesis/events';
import type { Appended, EventLog } from '@hormesis/log';
import { notePublished, type Waiting } from './outbox.js';

export type Entry = { waiting: Waiting; event: Event };
export type Suspect = { waiting: Waiting; error: unknown };

/** As many different streams do not begin with an event each that the log refuses: then it is the topic, or the log. */
const mostSuspects = 20;

/** What one turn of the relay sends to one topic, each stream in its order. */
export class TopicTurn {
  readonly #db: Queryable;
  readonly #log: EventLog;
  readonly #topic: string;
  readonly #heldBack: Set<string>;
  readonly #mayGoOn: () => boolean;
  readonly #probed = new Set<number>();
  #suspects: Suspect[] = [];
  #published = 0;
  #isRefused = false;

  /** Adds streams to `heldBack` at which an event was refused, and sends nothing of those that are in it. */
  constructor(db: Queryable, log: EventLog, topic: string, heldBack: Set<string>, mayGoOn: () => boolean) {
    this.#db = db;
    this.#log = log;
    this.#topic = topic;
    this.#heldBack = heldBack;
    this.#mayGoOn = mayGoOn;
  }

  /** How many events the topic has taken. */
  get published(): number {
    return this.#published;
  }

  /** Many events were refused and none was taken: nothing more is sent. */
  get isRefused(): boolean {
    return this.#isRefused;
  }

  /** The refused events, which are then forgotten here. */
  takeSuspects(): Suspect[] {
    const suspects = this.#suspects;
    this.#suspects = [];
    return suspects;
  }

  /** @throws what the log says when it cannot be reached. */
  publish(entries: readonly Entry[]): Promise<void> {
    return this.#halve(entries, entries);
  }

  async #halve(some: readonly Entry[], all: readonly Entry[]): Promise<void> {
    const entries = some.filter((entry) => this.#isOpen(entry));
    const [first] = entries;
    if (!first || this.#isRefused || !this.#mayGoOn()) return;
    const refusal = await this.#send(entries);
    if (!refusal) return;
    if (entries.length > 1) {
      const half = entries.length >> 1;
      await this.#halve(entries.slice(0, half), all);
      return this.#halve(entries.slice(half), all);
    }
    this.#suspect(first, refusal.error);
    if (this.#published > 0 || this.#suspects.length < mostSuspects) return;
    this.#isRefused = !(await this.#takesAnother(all));
  }

  /** Bad events may just stand in front: tries the newest stream before the topic is given up. */
  async #takesAnother(all: readonly Entry[]): Promise<boolean> {
    const newest = all.findLast((entry) => this.#isOpen(entry));
    const first = all.find((entry) => entry.waiting.stream === newest?.waiting.stream && this.#isOpen(entry));
    if (!first || !this.#mayGoOn()) return false;
    const refusal = await this.#send([first]);
    if (refusal) this.#suspect(first, refusal.error);
    else this.#probed.add(first.waiting.seq);
    return !refusal;
  }

  async #send(entries: readonly Entry[]): Promise<{ error: unknown } | undefined> {
    let appended: readonly Appended[];
    try {
      appended = await this.#log.append(
        this.#topic,
        entries.map(({ waiting, event }) => ({ key: waiting.key, event })),
      );
    } catch (error) {
      await this.#log.check();
      return { error };
    }
    await notePublished(
      this.#db,
      entries.map(({ waiting }) => waiting),
      appended,
    );
    this.#published += entries.length;
    return undefined;
  }

  #isOpen({ waiting }: Entry): boolean {
    return !this.#heldBack.has(waiting.stream) && !this.#probed.has(waiting.seq);
  }

  #suspect({ waiting }: Entry, error: unknown): void {
    this.#heldBack.add(waiting.stream);
    this.#suspects.push({ waiting, error });
  }
}
