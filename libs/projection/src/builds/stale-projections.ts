import type { Queryable } from '@hormesis/database';
import type { Projection } from '../definition/projection.js';

/** A projection whose live rows were made by another version of its code than this release has. */
export type StaleProjection = {
  name: string;
  /** The version of the live build, and that of this release. */
  live: number;
  own: number;
  /** What to do about it, in a sentence. */
  remedy: string;
};

/** Those whose live build is of another version. Nothing is done about them: that is for people to say. */
export async function staleProjections(
  db: Queryable,
  projections: readonly Pick<Projection, 'name' | 'version'>[],
): Promise<StaleProjection[]> {
  const rows = await db.query<{ name: string; live: number; own: number }>(
    `SELECT b.projection AS name, b.version AS live, u.version AS own FROM projection.build b
     JOIN unnest($1::text[], $2::int[]) AS u(projection, version) USING (projection)
     WHERE b.state = 'live' AND b.version <> u.version ORDER BY b.projection COLLATE "C"`,
    [projections.map(({ name }) => name), projections.map(({ version }) => version)],
  );
  return rows.map((row) => ({ ...row, remedy: remedyOf(row) }));
}

function remedyOf({ name, live, own }: { name: string; live: number; own: number }): string {
  return live < own
    ? `The live build of ${name} is of version ${live}, this release has ${own} and does not keep it up to date. Rebuild it: hormesis rebuild ${name}`
    : `The live build of ${name} is of version ${live}, this release has only ${own} and does not keep it up to date. Run a release that has version ${live}, or go back: hormesis rebuild ${name} --undo`;
}
