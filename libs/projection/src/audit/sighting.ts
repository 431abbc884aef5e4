import type { Queryable } from '@hormesis/database';
import type { Keeper } from '../store/checkpoint.js';
import type { Tally } from '../store/checksum.js';

/** A checkpoint as the audit saw it. */
export type Sighting = {
  keeper: Keeper;
  topic: string;
  partition: number;
  /** Where the keeper began to count, and where it stands: the next offset that it takes in. */
  from: number;
  at: number;
  tally: Tally;
  /** When the checkpoint was moved, milliseconds since 1970. */
  movedAt: number;
  /** The live build of a projection, or the newest version of a reaction: somebody should be keeping it up to date. */
  isCurrent: boolean;
  /** What keeps it from going on, as its worker has noted. */
  trouble: string | null;
};

type Row = {
  projection: string;
  build: number;
  topic: string;
  partition: number;
  from_offset: number;
  next_offset: number;
  records: number;
  checksum: string;
  moved_at: string;
  is_current: boolean;
  trouble: string | null;
};

/** All checkpoints as they stand in one moment. */
export async function loadSightings(db: Queryable): Promise<Sighting[]> {
  const rows = await db.query<Row>(
    `SELECT c.projection, c.build, c.topic, c.partition, c.from_offset, c.next_offset, c.records,
            c.checksum::text AS checksum, c.moved_at, t.error AS trouble,
            coalesce(b.state = 'live', NOT p.is_projection AND c.build = p.newest) AS is_current
     FROM projection.checkpoint c
     JOIN (SELECT k.projection, max(k.build) AS newest,
                  EXISTS (SELECT FROM projection.build b WHERE b.projection = k.projection) AS is_projection
           FROM projection.checkpoint k GROUP BY k.projection) p USING (projection)
     LEFT JOIN projection.build b USING (projection, build)
     LEFT JOIN projection.trouble t USING (projection, build, topic, partition)`,
  );
  return rows.map((row) => ({
    keeper: { name: row.projection, build: row.build },
    topic: row.topic,
    partition: row.partition,
    from: Number(row.from_offset),
    at: Number(row.next_offset),
    tally: { records: Number(row.records), checksum: BigInt(row.checksum) },
    movedAt: Date.parse(row.moved_at),
    isCurrent: row.is_current,
    trouble: row.trouble,
  }));
}
