import { randomUUID } from 'node:crypto';
import type { Database } from '@hormesis/database';

const lifeMs = 2_000;
const renewEveryMs = 500;

/**
 * The right to publish: one relay has it at a time, while it renews it. Nothing is locked and no transaction is open
 * meanwhile. When its holder is killed or the database cannot be reached, it is free after 2 s.
 */
export class RelayLease {
  readonly #db: Database;
  readonly #holder = randomUUID();
  #heldUntil = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | undefined;
  #renewal: Promise<unknown> | undefined;

  constructor(db: Database) {
    this.#db = db;
  }

  /** By our own clock; when it is over, somebody else may publish. */
  get isHeld(): boolean {
    return performance.now() < this.#heldUntil;
  }

  /** `false` while another has it. */
  async take(): Promise<boolean> {
    if (!(await this.#extend())) return false;
    this.#timer = setInterval(() => {
      this.#renewal ??= this.#extend()
        .catch(() => undefined)
        .finally(() => {
          this.#renewal = undefined;
        });
    }, renewEveryMs);
    return true;
  }

  async release(): Promise<void> {
    clearInterval(this.#timer);
    await this.#renewal;
    this.#heldUntil = Number.NEGATIVE_INFINITY;
    await this.#db
      .query('delete from streams.relay where holder = $1', [this.#holder])
      .catch(() => undefined);
  }

  async #extend(): Promise<boolean> {
    const asked = performance.now();
    const [mine] = await this.#db.query(
      `insert into streams.relay as r (holder, until) values ($1, clock_timestamp() + make_interval(secs => $2))
       on conflict (only_row) do update set holder = excluded.holder, until = excluded.until
        where r.holder = excluded.holder or r.until < clock_timestamp()
       returning holder`,
      [this.#holder, lifeMs / 1_000],
    );
    this.#heldUntil = mine ? asked + lifeMs : Number.NEGATIVE_INFINITY;
    return mine !== undefined;
  }
}
