import { Database } from '@hormesis/database';
import { Injectable } from '@nestjs/common';

/** Lets one process at a time work on something of drills. A process that dies lets go at once. */
@Injectable()
export class DrillLock {
  constructor(private readonly db: Database) {}

  /** Waits for its turn. */
  hold<T>(what: string, work: () => Promise<T>): Promise<T> {
    return this.db.transaction(async (tx) => {
      await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`learning/drill/${what}`]);
      return work();
    });
  }
}
