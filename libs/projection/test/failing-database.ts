import type { Database, Lane, Queryable, Transaction } from '@hormesis/database';

export type When = 'before' | 'after';

/** The process died. */
export class Crash extends Error {
  override readonly name = 'Crash';
}

/**
 * A database whose nth statement fails: before it is carried out, or after, when nobody hears the answer. From then on
 * nothing works, unless it recovers at once. Counts the commits of transactions as statements too.
 */
export class FailingDatabase {
  statements = 0;
  #dead = false;
  #armed: boolean;

  constructor(
    private readonly db: Database,
    private readonly fatal: number,
    private readonly when: When,
    private readonly recovers = false,
  ) {
    this.#armed = !recovers;
  }

  /** Counts from now on; one that recovers lets a process start first. */
  arm(): void {
    this.#armed = true;
  }

  /** As the runner sees it. */
  get asDatabase(): Database {
    return this as unknown as Database;
  }

  query<R>(sql: string, params?: readonly unknown[]): Promise<R[]> {
    return this.#dying(() => this.db.query<R>(sql, params));
  }

  transaction<T>(run: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.#dying(() => this.db.transaction((tx) => run(this.#around(tx) as unknown as Transaction)));
  }

  lane(): Lane {
    const lane = this.db.lane();
    return { ...this.#around(lane), close: () => lane.close() } as unknown as Lane;
  }

  listen() {
    return Promise.resolve({ stop: async () => undefined });
  }

  #around(on: Queryable & Partial<Pick<Transaction, 'copy'>>): Queryable & Pick<Transaction, 'copy'> {
    return {
      query: (sql, params) => this.#dying(() => on.query(sql, params)),
      copy: (sql, data) => this.#dying(async () => (await on.copy?.(sql, data)) ?? 0),
    };
  }

  async #dying<T>(work: () => Promise<T>): Promise<T> {
    if (this.#dead) throw new Crash('dead');
    if (!this.#armed) return work();
    this.statements += 1;
    const fails = this.statements === this.fatal;
    if (fails) this.#dead = !this.recovers;
    if (fails && this.when === 'before') throw new Crash('failed before it was sent');
    const result = await work();
    if (fails || this.#dead) throw new Crash('failed before the answer came');
    return result;
  }
}
