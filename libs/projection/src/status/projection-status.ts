import type { Queryable } from '@hormesis/database';
import type { EventLog } from '@hormesis/log';
import { behind } from './behind.js';

/** How a projection or reaction is: records it has still to take in, and events it could not take in. */
export type ProjectionStatus = { name: string; behind: number; parked: number };

/** The state of every projection and reaction that has ever run on this database, by name. */
export async function projectionStatus(db: Queryable, log: EventLog): Promise<ProjectionStatus[]> {
  const rows = await db.query<{ name: string; parked: number }>(
    `SELECT c.projection AS name,
            (SELECT count(*) FROM projection.dead_letter d
             WHERE d.projection = c.projection AND d.build = projection.current_build(c.projection)
               AND d.state = 'parked') AS parked
     FROM projection.checkpoint c GROUP BY c.projection ORDER BY c.projection`,
  );
  return Promise.all(
    rows.map(async ({ name, parked }) => ({
      name,
      behind: await behind(db, log, name),
      parked: Number(parked),
    })),
  );
}
