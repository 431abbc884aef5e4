import type { Database } from '@hormesis/database';
import { migrateProjections } from '@hormesis/projection';
import { migrateReadModels } from '@hormesis/read-models';

/** Empty read models and no checkpoints; the log stays. */
export async function freshTables(db: Database): Promise<void> {
  await db.query('drop schema if exists read cascade');
  await db.query('drop schema if exists projection cascade');
  await db.query('drop schema if exists floor cascade');
  await migrateProjections(db);
  await migrateReadModels(db);
  await db.query('checkpoint');
}
