import type { Database, Queryable } from '@hormesis/database';
import type { EventLog } from '@hormesis/log';
import { announceBuilds } from '../builds/build-changes.js';
import { type BuildRow, lockBuilds, viewOf } from '../builds/build-row.js';
import { createTableLike } from '../builds/create-table.js';
import { flipView } from '../builds/flip-view.js';
import { missingIndexes } from '../builds/indexes.js';
import { findRelation } from '../builds/relation.js';
import type { Projection } from '../definition/projection.js';
import { columnsOf } from '../store/rows.js';

/** This build cannot be made, however often it is tried. */
export class CannotBuild extends Error {
  override readonly name = 'CannotBuild';
}

/**
 * The table after which a new build is made: that of the live build, or where the version is another one, the empty
 * table that a migration has made for it.
 * @throws {CannotBuild} where there is none that fits
 */
export async function patternOf(
  db: Queryable,
  live: BuildRow,
  { version }: Pick<BuildRow, 'version'>,
  projection: Projection,
): Promise<string> {
  if (live.version === version) return live.relation;
  const own = `${projection.table.name}__v${version}`;
  if (await findRelation(db, own)) return own;
  const types = await typesOf(db, live.relation);
  const lacking = columnsOf(projection.table).filter(({ sqlName }) => !types.has(sqlName));
  if (lacking.length === 0) return live.relation;
  throw new CannotBuild(
    `Version ${version} of ${projection.name} has columns that ${live.relation} lacks (${lacking.map(({ sqlName }) => sqlName).join(', ')}). A migration has to make the table ${own} with the new shape, empty.`,
  );
}

/** Makes the empty table of a requested build, notes that it begins at 0, and says that it is being built. */
export async function prepareBuild(
  db: Database,
  log: EventLog,
  projection: Projection,
  { projection: name, build }: BuildRow,
): Promise<void> {
  await db.transaction(async (tx) => {
    const builds = await lockBuilds(tx, name);
    const row = builds.find((one) => one.build === build);
    const live = builds.find(({ state }) => state === 'live');
    if (row?.state !== 'requested') return;
    if (!live) throw new CannotBuild(`${name} has no live build after which a new one could be made.`);
    const pattern = await patternOf(tx, live, row, projection);
    await createTableLike(tx, pattern, row.relation);
    if (!(await canBeLoaded(tx, projection, row.relation))) await makeKeyOf(tx, pattern, row);
    await tx.query(
      `UPDATE projection.build SET state = 'building', started_at = now() WHERE projection = $1 AND build = $2`,
      [name, build],
    );
    await announceBuilds(tx, name);
    if (live.version !== row.version) await rehearseFlip(tx, live, row);
  });
  await ensureCheckpoints(db, log, projection, build);
}

/** Notes for partitions that have none yet that the build begins there at 0. */
export async function ensureCheckpoints(
  db: Queryable,
  log: EventLog,
  projection: Projection,
  build: number,
): Promise<void> {
  const heads = (await Promise.all(projection.from.map((topic) => log.heads(topic)))).flat();
  await db.query(
    `INSERT INTO projection.checkpoint (projection, build, topic, partition)
     SELECT b.projection, b.build, u.topic, u.partition
     FROM projection.build b, unnest($3::text[], $4::int[]) AS u(topic, partition)
     WHERE b.projection = $1 AND b.build = $2 AND b.state = 'building' ON CONFLICT DO NOTHING`,
    [projection.name, build, heads.map(({ topic }) => topic), heads.map(({ partition }) => partition)],
  );
}

/** Finds out now, while nothing has been done yet, whether readers could be given the new shape. */
async function rehearseFlip(tx: Queryable, live: BuildRow, row: BuildRow): Promise<void> {
  await tx.query('SAVEPOINT rehearsal');
  await tx.query(`SET LOCAL lock_timeout = '5s'`);
  await flipView(tx, viewOf(live), row.relation);
  await tx.query('ROLLBACK TO SAVEPOINT rehearsal');
}

/** Rows that need the database to be folded are looked up by their key; COPY takes only the very types it is told. */
async function canBeLoaded(tx: Queryable, { rows, table }: Projection, relation: string): Promise<boolean> {
  if (rows === 'folded') return false;
  const types = await typesOf(tx, relation);
  const stored = (sql: string) => (sql === 'timestamptz' ? 'timestamp with time zone' : sql);
  return columnsOf(table).every(({ sqlName, column }) => types.get(sqlName) === stored(column.sql));
}

async function makeKeyOf(tx: Queryable, pattern: string, row: BuildRow): Promise<void> {
  for (const { isKey, statement } of await missingIndexes(tx, pattern, row))
    if (isKey) await tx.query(statement);
}

async function typesOf(db: Queryable, relation: string): Promise<ReadonlyMap<string, string>> {
  const columns = await db.query<{ name: string; type: string }>(
    `SELECT attname AS name, format_type(atttypid, atttypmod) AS type FROM pg_attribute
     WHERE attrelid = to_regclass($1) AND attnum > 0 AND NOT attisdropped`,
    [relation],
  );
  return new Map(columns.map(({ name, type }) => [name, type]));
}
