import { Database } from '@hormesis/database';
import { Injectable } from '@nestjs/common';

/** Lets one process at a time work on something of drills. A process that dies lets go at once. */
@Injectable()
export class DrillLock {
  /** Each holder keeps a connection for as long: one after the other in a queue, so that others have theirs. */
  private readonly queues = new Map<string, Promise<unknown>>();

  constructor(private readonly db: Database) {}

  /** Waits for its turn. Only those of one queue wait for each other here; usually all of the same thing. */
  hold<T>(what: string, work: () => Promise<T>, queue = what): Promise<T> {
    const before = this.queues.get(queue) ?? Promise.resolve();
    const mine = before.then(() =>
      this.db.transaction(async (tx) => {
        await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`learning/drill/${what}`]);
        return work();
      }),
    );
    const settled = mine
      .catch(() => undefined)
      .then(() => {
        if (this.queues.get(queue) === settled) this.queues.delete(queue);
      });
    this.queues.set(queue, settled);
    return mine;
  }
}
