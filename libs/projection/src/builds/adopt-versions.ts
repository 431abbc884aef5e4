import type { Queryable } from '@hormesis/database';
import type { Projection } from '../definition/projection.js';

/** Gives builds that were asked for without saying the version that of the one who makes them. */
export async function adoptVersions(
  db: Queryable,
  projections: readonly Pick<Projection, 'name' | 'version'>[],
): Promise<void> {
  await db.query(
    `UPDATE projection.build b SET version = u.version, report = report - 'anyVersion'
     FROM unnest($1::text[], $2::int[]) AS u(projection, version)
     WHERE b.projection = u.projection AND b.state = 'requested' AND (b.report ->> 'anyVersion')::boolean`,
    [projections.map(({ name }) => name), projections.map(({ version }) => version)],
  );
}
