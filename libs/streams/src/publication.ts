import type { Queryable } from '@hormesis/database';
import { decodeEvent } from '@hormesis/events';
import type { EventLog } from '@hormesis/log';
import { EventStuck } from './event-stuck.js';
import { noteStuck, type Waiting } from './outbox.js';
import { type Entry, type Suspect, TopicTurn } from './topic-turn.js';

/**
 * Publishes what is due in one turn of the relay, topic by topic, each stream in its order. An event that the log refuses
 * is found by halving; it and what follows it on its stream stay behind, the rest goes out. A topic that refuses many and
 * takes none is left alone for the rest of the turn; the other topics flow.
 */
export class Publication {
  readonly #db: Queryable;
  readonly #log: EventLog;
  readonly #mayGoOn: () => boolean;
  readonly #heldBack = new Set<string>();
  readonly #turns = new Map<string, TopicTurn>();

  constructor(db: Queryable, log: EventLog, mayGoOn: () => boolean) {
    this.#db = db;
    this.#log = log;
    this.#mayGoOn = mayGoOn;
  }

  /** The topics to which nothing more is sent in this turn. */
  get refusedTopics(): string[] {
    return [...this.#turns].filter(([, turn]) => turn.isRefused).map(([topic]) => topic);
  }

  /**
   * The events that turned out to be stuck; those of refused topics are told by {@link conclude}.
   * @throws what the log says when it cannot be reached.
   */
  async publish(batch: readonly Waiting[]): Promise<EventStuck[]> {
    const suspects: Suspect[] = [];
    const entries = batch.flatMap((waiting) => this.#decode(waiting, suspects) ?? []);
    for (const [topic, some] of Map.groupBy(entries, ({ waiting }) => waiting.topic)) {
      const turn = this.#turnOf(topic);
      await turn.publish(some);
      if (!turn.isRefused) suspects.push(...turn.takeSuspects());
    }
    return this.#noteStuck(suspects);
  }

  /**
   * The events that refused topics did not take.
   * @throws what the log says when it took nothing of any topic: then it is the log, and nothing is stuck.
   */
  async conclude(): Promise<EventStuck[]> {
    const turns = [...this.#turns.values()];
    const suspects = turns.flatMap((turn) => turn.takeSuspects());
    const [first] = suspects;
    if (first && turns.every(({ published }) => published === 0)) throw first.error;
    return this.#noteStuck(suspects);
  }

  #turnOf(topic: string): TopicTurn {
    const turn =
      this.#turns.get(topic) ?? new TopicTurn(this.#db, this.#log, topic, this.#heldBack, this.#mayGoOn);
    this.#turns.set(topic, turn);
    return turn;
  }

  #decode(waiting: Waiting, unreadable: Suspect[]): Entry | undefined {
    if (this.#heldBack.has(waiting.stream)) return undefined;
    try {
      return { waiting, event: decodeEvent(waiting.event) };
    } catch (error) {
      this.#heldBack.add(waiting.stream);
      unreadable.push({ waiting, error });
      return undefined;
    }
  }

  async #noteStuck(suspects: readonly Suspect[]): Promise<EventStuck[]> {
    const stuck: EventStuck[] = [];
    for (const { waiting, error } of suspects) {
      await noteStuck(this.#db, waiting, reasonOf(error));
      stuck.push(new EventStuck(waiting, error));
    }
    return stuck;
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
