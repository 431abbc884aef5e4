import type { Queryable } from '@hormesis/database';
import { Fenced, type Position, type TopicPartition } from '@hormesis/log';
import type { Tally } from './checksum.js';

/** Who keeps a checkpoint: a build of a projection, or a version of a reaction. */
export type Keeper = { readonly name: string; readonly build: number };

/** Where a keeper stands on a partition, as its worker last saw it. */
export type Mark = {
  keeper: Keeper;
  /** The next offset that it has to take in. */
  known: number;
  /** Raised when the keeper's parked keys change. */
  epoch: number;
  /** What it has taken in so far. */
  tally: Tally;
};

type MarkRow = {
  projection: string;
  build: number;
  next_offset: number;
  epoch: number;
  records: number;
  checksum: string;
};

/** Where these keepers stand on a partition, in their order; a keeper that is new there begins at `start`. */
export async function loadMarks(
  db: Queryable,
  keepers: readonly Keeper[],
  { topic, partition }: TopicPartition,
  start = 0,
): Promise<Mark[]> {
  const names = keepers.map(({ name }) => name);
  const builds = keepers.map(({ build }) => build);
  await db.query(
    `INSERT INTO projection.checkpoint (projection, build, topic, partition, next_offset, from_offset)
     SELECT u.projection, u.build, $3, $4, $5, $5 FROM unnest($1::text[], $2::int[]) AS u(projection, build)
     ON CONFLICT DO NOTHING`,
    [names, builds, topic, partition, start],
  );
  const rows = await db.query<MarkRow>(
    `SELECT c.projection, c.build, c.next_offset, c.epoch, c.records, c.checksum::text AS checksum
     FROM projection.checkpoint c
     JOIN unnest($1::text[], $2::int[]) AS u(projection, build) USING (projection, build)
     WHERE c.topic = $3 AND c.partition = $4`,
    [names, builds, topic, partition],
  );
  return keepers.flatMap((keeper) => {
    const row = rows.find(({ projection, build }) => projection === keeper.name && build === keeper.build);
    if (!row) return [];
    const { next_offset, epoch, records, checksum } = row;
    const tally = { records: Number(records), checksum: BigInt(checksum) };
    return [{ keeper, known: Number(next_offset), epoch, tally }];
  });
}

/** A mark and what the keeper will have taken in once it is moved. */
export type Move = { mark: Mark; tally: Tally };

/** The columns of `u(projection, build, known, epoch, records, checksum)` for {@link moveMarks}. */
export function moveParams(moves: readonly Move[]): unknown[] {
  return [
    moves.map(({ mark }) => mark.keeper.name),
    moves.map(({ mark }) => mark.keeper.build),
    moves.map(({ mark }) => mark.known),
    moves.map(({ mark }) => mark.epoch),
    moves.map(({ tally }) => tally.records),
    moves.map(({ tally }) => tally.checksum.toString()),
  ];
}

/**
 * Moves checkpoints, each from where its worker last saw it; `$1` to `$9` are {@link moveParams}, topic, partition and
 * the next offset. Answers with those that it moved. The commit does not wait for the disk: rows and checkpoint stand or
 * fall together, and the log is elsewhere.
 */
export const moveMarks = `
  UPDATE projection.checkpoint c
  SET next_offset = $9, records = u.records, checksum = u.checksum, moved_at = now()
  FROM unnest($1::text[], $2::int[], $3::bigint[], $4::int[], $5::bigint[], $6::bigint[])
       AS u(projection, build, known, epoch, records, checksum)
  WHERE c.projection = u.projection AND c.build = u.build AND c.topic = $7 AND c.partition = $8
    AND c.next_offset = u.known AND c.epoch = u.epoch
  RETURNING c.projection, c.build, set_config('synchronous_commit', 'off', true)`;

/** Moves checkpoints to `next.offset`. @throws {Fenced} if one of them is no longer where its worker last saw it. */
export async function advance(db: Queryable, moves: readonly Move[], next: Position): Promise<void> {
  const moved = await db.query(moveMarks, [...moveParams(moves), next.topic, next.partition, next.offset]);
  if (moved.length < moves.length) throw fenced(moves, next);
}

export function fenced(moves: readonly Move[], { topic, partition }: TopicPartition): Fenced {
  const names = moves.map(({ mark }) => `${mark.keeper.name} (build ${mark.keeper.build})`).join(', ');
  return new Fenced(`Another worker has moved ${topic}/${partition} of ${names}.`);
}

/** Makes the workers of a build look at its parked keys again. */
export async function raiseEpoch(db: Queryable, { name, build }: Keeper): Promise<void> {
  await db.query(`UPDATE projection.checkpoint SET epoch = epoch + 1 WHERE projection = $1 AND build = $2`, [
    name,
    build,
  ]);
}

/** Workers on one partition. */
export type WorkersOn = TopicPartition & { keepers: readonly Keeper[] };

/**
 * Lets no worker of these keepers move before the transaction ends, nor some others on one partition: what is parked
 * stays as it is seen from here on. Locked in one order, so that nobody deadlocks.
 */
export async function holdWorkers(
  db: Queryable,
  keepers: readonly Keeper[],
  { keepers: others, topic, partition }: WorkersOn = { keepers: [], topic: '', partition: 0 },
): Promise<void> {
  await db.query(
    `SELECT FROM projection.checkpoint c
     WHERE (c.projection, c.build) IN (SELECT * FROM unnest($1::text[], $2::int[]))
        OR (c.topic = $5 AND c.partition = $6
            AND (c.projection, c.build) IN (SELECT * FROM unnest($3::text[], $4::int[])))
     ORDER BY c.projection, c.build, c.topic, c.partition FOR UPDATE`,
    [
      keepers.map(({ name }) => name),
      keepers.map(({ build }) => build),
      others.map(({ name }) => name),
      others.map(({ build }) => build),
      topic,
      partition,
    ],
  );
}
