import type { Database } from '@hormesis/database';
import type { Position } from '@hormesis/log';
import { deploymentState, timelineEntry } from './projections.js';

/** Live builds of the version before, which have taken in nothing: there are no rows to compare new ones with. */
export async function olderLiveBuilds(db: Database, heads: readonly Position[]): Promise<void> {
  for (const { name, version, from, table } of [timelineEntry, deploymentState]) {
    await db.query(
      `select projection.adopt(oid)::text from pg_class where oid = to_regclass($1) and relkind in ('r', 'p')`,
      [table.name],
    );
    await db.query(
      `insert into projection.build (projection, build, version, relation, state, started_at, live_at)
       values ($1, 1, $2, $3, 'live', now(), now())`,
      [name, version - 1, `${table.name}__1`],
    );
    const own = heads.filter(({ topic }) => (from as readonly string[]).includes(topic));
    await db.query(
      `insert into projection.checkpoint (projection, build, topic, partition)
       select $1, 1, * from unnest($2::text[], $3::int[])`,
      [name, own.map(({ topic }) => topic), own.map(({ partition }) => partition)],
    );
  }
}
