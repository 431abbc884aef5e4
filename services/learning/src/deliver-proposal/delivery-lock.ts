import { Database } from '@hormesis/database';
import { Injectable } from '@nestjs/common';

/** Lets one process at a time deliver a proposal. A process that dies lets go at once. */
@Injectable()
export class DeliveryLock {
  /** Each holder keeps a connection for as long: one after the other, so that others have theirs. */
  private turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly db: Database) {}

  hold<T>(proposal: string, work: () => Promise<T>): Promise<T> {
    const mine = this.turn.then(() =>
      this.db.transaction(async (tx) => {
        await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
          `learning/deliver/${proposal}`,
        ]);
        return work();
      }),
    );
    this.turn = mine.catch(() => undefined);
    return mine;
  }
}
