import type { Queryable } from '@hormesis/database';
import type { Position } from '@hormesis/log';
import type { BuildName } from '../builds/build-row.js';
import type { Tally } from '../store/checksum.js';

/** Where a build stands on a partition, and what it has taken in up to there. */
export type Place = Position & {
  /** From where on it counts what it takes in. */
  from: number;
  tally: Tally;
};

/** Where a build stands on each partition. With `lock` nobody else can move it until the transaction ends. */
export async function placesOf(
  db: Queryable,
  { projection, build }: BuildName,
  lock: 'lock' | 'look' = 'look',
): Promise<Place[]> {
  const rows = await db.query<Position & { from: number; records: number; checksum: string }>(
    `SELECT topic, partition, next_offset AS "offset", from_offset AS "from", records, checksum::text AS checksum
     FROM projection.checkpoint WHERE projection = $1 AND build = $2
     ORDER BY topic COLLATE "C", partition ${lock === 'lock' ? 'FOR UPDATE' : ''}`,
    [projection, build],
  );
  return rows.map(({ records, checksum, topic, partition, offset, from }) => ({
    topic,
    partition,
    offset: Number(offset),
    from: Number(from),
    tally: { records: Number(records), checksum: BigInt(checksum) },
  }));
}

/** The offset at which one of these stands on the other's partition; 0 where it has not begun. */
export function offsetOn(places: readonly Position[], { topic, partition }: Position): number {
  return places.find((place) => place.topic === topic && place.partition === partition)?.offset ?? 0;
}
