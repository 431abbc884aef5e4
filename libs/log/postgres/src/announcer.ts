import { setTimeout as pause } from 'node:timers/promises';
import type { Database, Listening } from '@hormesis/database';
import { formatPosition, type Position, parsePosition } from '@hormesis/log';

const channel = 'hormesis_log';
/** The shortest time from one notification to the next, milliseconds: each is a transaction. The first goes at once. */
const restMs = 3;

export type Heard = {
  /** A partition has grown to here. */
  grown(head: Position): void;
  /** Something has grown. */
  somethingGrown(): void;
  /** The members of a group have changed. */
  groupChanged(group: string): void;
};

/** Tells the other processes what happened, so that they need not wait for their poll. All of it may get lost. */
export class Announcer {
  readonly #db: Database;
  readonly #pending = new Map<string, string>();
  #listening: Listening | undefined;
  #sending: Promise<void> | undefined;

  constructor(db: Database) {
    this.#db = db;
  }

  async listen(heard: Heard): Promise<void> {
    this.#listening = await this.#db.listen(channel, (payload) => dispatch(payload, heard));
  }

  grown(heads: readonly Position[]): void {
    for (const head of heads) this.#pending.set(`${head.topic}/${head.partition}`, formatPosition(head));
    this.#send();
  }

  groupChanged(group: string): void {
    this.#pending.set(`group:${group}`, `group:${group}`);
    this.#send();
  }

  async close(): Promise<void> {
    await this.#sending;
    await this.#listening?.stop();
  }

  #send(): void {
    this.#sending ??= this.#sendAll().finally(() => {
      this.#sending = undefined;
    });
  }

  async #sendAll(): Promise<void> {
    while (this.#pending.size > 0) {
      const rested = pause(restMs);
      const items = [...this.#pending.values()];
      this.#pending.clear();
      const payload = items.join('\n');
      // A notification is not worth a flush to disk.
      const sql = `select set_config('synchronous_commit', 'off', true), pg_notify($1, $2)`;
      await this.#db.query(sql, [channel, payload.length < 7_000 ? payload : '*']).catch(() => undefined);
      await rested;
    }
  }
}

function dispatch(payload: string, heard: Heard): void {
  for (const item of payload.split('\n')) {
    const head = parsePosition(item);
    if (head) heard.grown(head);
    else if (item.startsWith('group:')) heard.groupChanged(item.slice('group:'.length));
    else heard.somethingGrown();
  }
}
