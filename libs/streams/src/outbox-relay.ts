import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '@hormesis/database';
import type { EventLog } from '@hormesis/log';
import { forgetPublished, isAnythingDue, readDue } from './outbox.js';
import { showOutbox } from './outbox-gauges.js';
import { onOutbox } from './outbox-signal.js';
import { Publication } from './publication.js';
import { RelayLease } from './relay-lease.js';

export type OutboxRelayOptions = {
  /** How often to look without being woken, milliseconds. Default 1,000. */
  pollMs?: number;
  /** Hears why nothing could be published, and of each {@link EventStuck}. */
  onError?: (error: unknown) => void;
};

const batchSize = 500;
const forgetEveryMs = 60_000;
const longestPauseMs = 100;
const never = () => false;

/**
 * Appends decided events to the log, in the order of their streams. Every process may run one: woken at once by the
 * streams of its own process, each empties the outbox under a lease, so that one of them publishes at a time. Killed
 * between the append and the note of it, the next one appends again, and the log answers with the first position.
 */
export class OutboxRelay {
  readonly #db: Database;
  readonly #log: EventLog;
  readonly #options: OutboxRelayOptions;
  readonly #lease: RelayLease;
  #turn: Promise<void> = Promise.resolve();
  #isLooping = false;
  #again = false;
  #stopped = false;
  #endings: (() => void)[] = [];
  #forgottenAt = Number.NEGATIVE_INFINITY;

  constructor(db: Database, log: EventLog, options: OutboxRelayOptions = {}) {
    this.#db = db;
    this.#log = log;
    this.#options = options;
    this.#lease = new RelayLease(db);
  }

  start(): void {
    if (this.#endings.length > 0) return;
    this.#stopped = false;
    const timer = setInterval(() => this.wake(), this.#options.pollMs ?? 1_000);
    this.#endings = [() => clearInterval(timer), onOutbox(this.#db, () => this.wake()), showOutbox(this.#db)];
    this.wake();
  }

  /** Lets what is on its way to the log arrive, and leaves the rest to others. */
  async stop(): Promise<void> {
    this.#stopped = true;
    for (const end of this.#endings.splice(0)) end();
    await this.#turn;
  }

  /** Looks into the outbox now. */
  wake(): void {
    this.#again = true;
    if (!this.#isLooping) void this.#loop();
  }

  /** Appends all that can be; resolves when no more is left, whoever appended it. */
  drain(): Promise<void> {
    return this.#inTurn(() => this.#publishAll(never));
  }

  async #loop(): Promise<void> {
    this.#isLooping = true;
    while (this.#again && !this.#stopped) {
      this.#again = false;
      await this.#inTurn(() => this.#publishAll(() => this.#stopped)).catch((error) =>
        this.#options.onError?.(error),
      );
    }
    this.#isLooping = false;
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const mine = this.#turn.then(work);
    this.#turn = mine.catch(() => undefined);
    return mine;
  }

  async #publishAll(isOver: () => boolean): Promise<void> {
    let pause = 5;
    while (!isOver() && (await isAnythingDue(this.#db))) {
      if (await this.#lease.take()) {
        await this.#publishWhileHeld(isOver).finally(() => this.#lease.release());
        pause = 5;
      } else {
        await sleep(pause);
        pause = Math.min(pause * 2, longestPauseMs);
      }
    }
  }

  async #publishWhileHeld(isOver: () => boolean): Promise<void> {
    const mayGoOn = () => this.#lease.isHeld && !isOver();
    const publication = new Publication(this.#db, this.#log, mayGoOn);
    for (let size = batchSize; size === batchSize && mayGoOn(); ) {
      const batch = await readDue(this.#db, batchSize, publication.refusedTopics);
      this.#tell(await publication.publish(batch));
      size = batch.length;
    }
    this.#tell(await publication.conclude());
    if (performance.now() - this.#forgottenAt < forgetEveryMs) return;
    await forgetPublished(this.#db);
    this.#forgottenAt = performance.now();
  }
  #tell(stuck: readonly unknown[]): void {
    for (const error of stuck) this.#options.onError?.(error);
  }
}
