import type { Database, Queryable } from '@hormesis/database';
import type { Position } from '@hormesis/log';
import type { Projection } from '../definition/projection.js';
import type { Table } from '../definition/stored-row.js';

/** A build of a projection that this process keeps up to date. */
export type Build = {
  readonly projection: Projection;
  readonly name: string;
  readonly build: number;
  /** The projection's table, under the name of this build's own. */
  readonly table: Table;
};

type BuildRow = { projection: string; build: number; relation: string };

/** The builds that this release's code keeps: those of its version that are live, or kept after they were. */
export async function buildsInCare(db: Queryable, projections: readonly Projection[]): Promise<Build[]> {
  const rows = await db.query<BuildRow>(
    `SELECT b.projection, b.build, b.relation FROM projection.build b
     JOIN unnest($1::text[], $2::int[]) AS u(projection, version) USING (projection, version)
     WHERE b.state IN ('live', 'kept') ORDER BY b.projection, b.build`,
    [projections.map(({ name }) => name), projections.map(({ version }) => version)],
  );
  return rows.flatMap(({ projection: name, build, relation }) => {
    const projection = projections.find((one) => one.name === name);
    return projection ? [{ projection, name, build, table: { ...projection.table, name: relation } }] : [];
  });
}

/**
 * Makes sure that a projection has a build: the first time its table, which a migration has made, becomes build 1.
 * A build of another version is left as it is: what to do about it is for people to say.
 */
export async function ensureBuild(
  db: Database,
  projection: Projection,
  heads: readonly Position[],
): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtext($1))::text`, [`projection ${projection.name}`]);
    const [known] = await tx.query(`SELECT FROM projection.build WHERE projection = $1 LIMIT 1`, [
      projection.name,
    ]);
    if (!known) await registerFirst(tx, projection);
    await tx.query(
      `INSERT INTO projection.checkpoint (projection, build, topic, partition)
       SELECT b.projection, b.build, u.topic, u.partition
       FROM projection.build b, unnest($3::text[], $4::int[]) AS u(topic, partition)
       WHERE b.projection = $1 AND b.version = $2 AND b.state IN ('live', 'kept')
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

/** Checkpoints of before there were builds count on for what was then the version. */
async function registerFirst(tx: Queryable, { name, version, table }: Projection): Promise<void> {
  const [relation] = await tx.query<{ kind: string }>(
    `SELECT relkind AS kind FROM pg_class WHERE oid = to_regclass($1)`,
    [table.name],
  );
  if (relation?.kind === 'r' || relation?.kind === 'p') {
    await tx.query('SELECT projection.adopt(to_regclass($1))::text', [table.name]);
  }
  await tx.query(
    `INSERT INTO projection.build (projection, build, version, relation, state, started_at, live_at)
     SELECT $1, coalesce(max(c.build), 1), coalesce(max(c.build), $2), $3, 'live', now(), now()
     FROM projection.checkpoint c WHERE c.projection = $1`,
    [name, version, `${table.name}__1`],
  );
}
