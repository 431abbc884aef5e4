import type { Queryable } from '@hormesis/database';
import type { Event } from '@hormesis/events';
import { type DeadLetter, letterColumns, type WholeDeadLetter } from './dead-letter.js';

export type LettersWanted = {
  /** A projection or reaction. Default: all. */
  projection?: string | undefined;
  /** Default: the live build of each projection, the newest version of each reaction. */
  build?: number | undefined;
  /** `retrying`: parked, and a retry is asked for. Default: parked. */
  state?: 'parked' | 'retrying' | 'discarded' | 'all' | undefined;
  /** Only those behind this one. */
  after?: number | undefined;
  limit: number;
};

const conditions = {
  parked: "d.state = 'parked'",
  retrying: "d.state = 'parked' AND d.retry_requested_at IS NOT NULL",
  discarded: "d.state = 'discarded'",
  all: 'true',
} as const;

/** Dead letters in the order in which they were parked. */
export function listLetters(db: Queryable, wanted: LettersWanted): Promise<DeadLetter[]> {
  const { projection = null, build = null, state = 'parked', after = 0, limit } = wanted;
  return db.query<DeadLetter>(
    `WITH current AS MATERIALIZED (
       SELECT u.name, coalesce($2, projection.current_build(u.name)) AS build FROM (
         SELECT DISTINCT c.projection AS name FROM projection.checkpoint c) AS u),
     listed AS MATERIALIZED (
       SELECT d.seq FROM projection.dead_letter d
       JOIN current ON current.name = d.projection AND current.build = d.build
       WHERE ($1::text IS NULL OR d.projection = $1) AND ${conditions[state]} AND d.seq > $3
       ORDER BY d.seq LIMIT $4)
     SELECT ${letterColumns} FROM listed JOIN projection.dead_letter d USING (seq) ORDER BY d.seq`,
    [projection, build, after, limit],
  );
}

/** One dead letter with all that is known of it; `undefined`: there is none, or it has been taken in. */
export async function readLetter(db: Queryable, seq: number): Promise<WholeDeadLetter | undefined> {
  const [found] = await db.query<Omit<WholeDeadLetter, 'event'> & { event: string | null }>(
    `SELECT ${letterColumns}, d.event, d.value, nullif(line.first, d.seq) AS "waitsFor", line.behind
     FROM projection.dead_letter d
     CROSS JOIN LATERAL (
       SELECT min(l.seq) AS first, count(*) FILTER (WHERE l.seq > d.seq) AS behind FROM projection.dead_letter l
       WHERE l.projection = d.projection AND l.build = d.build AND md5(l.row_key) = md5(d.row_key)
         AND l.row_key = d.row_key AND l.state = 'parked') AS line
     WHERE d.seq = $1`,
    [seq],
  );
  return found && { ...found, event: found.event === null ? null : (JSON.parse(found.event) as Event) };
}
