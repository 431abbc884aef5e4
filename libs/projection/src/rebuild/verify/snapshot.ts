import type { Database, Queryable } from '@hormesis/database';

/** The database as it was at one moment, whatever happens to it meanwhile. */
export type Snapshot = { db: Queryable; close(): Promise<void> };

/** Resolves when the moment is fixed. */
export function openSnapshot(db: Database): Promise<Snapshot> {
  return new Promise((opened, failed) => {
    const ended = db.transaction(async (tx) => {
      await tx.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
      await tx.query('SET LOCAL statement_timeout = 0');
      await tx.query('SELECT pg_current_snapshot()::text');
      await new Promise<void>((close) =>
        opened({
          db: tx,
          close: () => {
            close();
            return ended;
          },
        }),
      );
    });
    ended.catch(failed);
  });
}
