import type { Database, Lane } from '@hormesis/database';

type Answer = { ours: boolean; pid: number };

/**
 * A turn that one process on the database has at a time: an advisory lock on a connection of its own, so that it ends
 * with the process.
 */
export class Turn {
  readonly #db: Database;
  readonly #name: string;
  #lane: Lane | undefined;
  #pid: number | undefined;

  constructor(db: Database, name: string) {
    this.#db = db;
    this.#name = name;
  }

  /** Takes the turn if nobody has it. `new`: it was not ours before, or we have lost it in between. */
  async take(): Promise<'new' | 'kept' | 'taken'> {
    this.#lane ??= this.#db.lane();
    const [answer] = await this.#lane.query<Answer>(
      `SELECT CASE WHEN pg_backend_pid() = $2::int THEN true
                   ELSE pg_try_advisory_lock(hashtextextended($1, 0)) END AS ours, pg_backend_pid() AS pid`,
      [this.#name, this.#pid ?? null],
    );
    if (!answer?.ours) {
      this.#pid = undefined;
      return 'taken';
    }
    const isKept = answer.pid === this.#pid;
    this.#pid = answer.pid;
    return isKept ? 'kept' : 'new';
  }

  /** Lets the next one have it. */
  async release(): Promise<void> {
    const lane = this.#lane;
    this.#lane = undefined;
    this.#pid = undefined;
    await lane?.close();
  }
}
