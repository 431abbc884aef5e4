import type { Database, Queryable } from '@hormesis/database';
import type { EventLog } from '@hormesis/log';
import type { Projection } from '../definition/projection.js';

/** A newer release already keeps this projection; this process must not touch its rows. */
export class OutdatedProjection extends Error {
  override readonly name = 'OutdatedProjection';
}

/**
 * Makes a projection ready: notes where it stands on each partition. A projection whose version was raised is emptied
 * and made anew from the log; workers of the old version are fenced.
 */
export async function prepare(db: Database, log: EventLog, projection: Projection): Promise<void> {
  const heads = (await Promise.all(projection.from.map((topic) => log.heads(topic)))).flat();
  await db.transaction(async (tx) => {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtext($1))::text`, [lockOf(projection)]);
    await refuseOutdated(tx, projection);
    await startAnew(tx, projection);
    await tx.query(
      `INSERT INTO projection.checkpoint (projection, build, topic, partition)
       SELECT $1, $2, u.topic, u.partition FROM unnest($3::text[], $4::int[]) AS u(topic, partition)
       ON CONFLICT DO NOTHING`,
      [
        projection.name,
        projection.version,
        heads.map(({ topic }) => topic),
        heads.map(({ partition }) => partition),
      ],
    );
  });
}

/** Keeps others from preparing the projection until the transaction ends; waits for those who do. */
export async function holdOffPreparing(tx: Queryable, projection: Projection): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock_shared(hashtext($1))::text`, [lockOf(projection)]);
}

/** Throws {@link OutdatedProjection} if the rows are kept by a newer version. */
export async function refuseOutdated(db: Queryable, { name, version }: Projection): Promise<void> {
  const [newest] = await db.query<{ version: number }>(
    `SELECT build AS version FROM projection.checkpoint WHERE projection = $1 AND build > $2 LIMIT 1`,
    [name, version],
  );
  if (!newest) return;
  throw new OutdatedProjection(
    `Projection ${name} is at version ${newest.version}; this process has version ${version}. Stop it, or upgrade it.`,
  );
}

function lockOf({ name }: Projection): string {
  return `projection ${name}`;
}

async function startAnew(tx: Queryable, { name, version, table }: Projection): Promise<void> {
  const old = await tx.query(
    `DELETE FROM projection.checkpoint WHERE projection = $1 AND build < $2 RETURNING 1`,
    [name, version],
  );
  if (old.length === 0) return;
  await tx.query(`TRUNCATE ${table.name}`);
  for (const kept of ['seen', 'dead_letter', 'parked_key']) {
    await tx.query(`DELETE FROM projection.${kept} WHERE projection = $1 AND build < $2`, [name, version]);
  }
}
