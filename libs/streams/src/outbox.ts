import type { Queryable } from '@hormesis/database';
import type { CloudEventJson } from '@hormesis/events';
import type { Appended } from '@hormesis/log';

/** A decided event that the log does not have yet. */
export type Waiting = {
  seq: number;
  stream: string;
  version: number;
  id: string;
  topic: string;
  key: string;
  event: CloudEventJson;
};

/** How long it stays known where an event was published. */
const keepFor = '1 hour';
const longestPauseSeconds = 60;

const isDue = `o.published is null and not exists (
  select from streams.outbox s
   where s.stream = o.stream and s.stuck_since is not null and s.published is null and s.retry_at > clock_timestamp())`;

/** Whether something can be published now. */
export async function isAnythingDue(db: Queryable): Promise<boolean> {
  const [row] = await db.query(`select from streams.outbox o where ${isDue} limit 1`);
  return row !== undefined;
}

/** What can be published now, the oldest first; nothing of the topics to leave alone. */
export function readDue(
  db: Queryable,
  limit: number,
  leaveAlone: readonly string[] = [],
): Promise<Waiting[]> {
  return db.query<Waiting>(
    `select o.seq, o.stream, o.version, e.event_id as id, o.topic, o.key, e.event
       from streams.outbox o join streams.event e using (stream, version)
      where ${isDue}${leaveAlone.length === 0 ? '' : ' and o.topic <> all ($1)'} order by o.seq limit ${limit}`,
    leaveAlone.length === 0 ? [] : [leaveAlone],
  );
}

export async function notePublished(
  db: Queryable,
  waiting: readonly Waiting[],
  appended: readonly Appended[],
): Promise<void> {
  await db.query(
    `update streams.outbox o set published = now(), partition = p.partition, "offset" = p."offset", error = null
       from unnest($1::bigint[], $2::int[], $3::bigint[]) as p (seq, partition, "offset")
      where o.seq = p.seq and o.published is null`,
    [
      waiting.map(({ seq }) => seq),
      appended.map(({ position }) => position.partition),
      appended.map(({ position }) => position.offset),
    ],
  );
}

/** It is tried again after a second, then after two, four and so on, up to a minute. */
export async function noteStuck(db: Queryable, { seq }: Waiting, error: string): Promise<void> {
  await db.query(
    `update streams.outbox
        set stuck_since = coalesce(stuck_since, now()), attempts = attempts + 1, error = $2,
            retry_at = clock_timestamp() + make_interval(secs => least(2 ^ least(attempts, 10), ${longestPauseSeconds}))
      where seq = $1 and published is null`,
    [seq, error],
  );
}

export async function forgetPublished(db: Queryable): Promise<void> {
  await db.query(`delete from streams.outbox where published < now() - interval '${keepFor}'`);
}
