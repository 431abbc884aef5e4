import type { Queryable } from '@hormesis/database';

/** What is decided and not on the log yet. */
export type OutboxStatus = {
  waiting: number;
  /** How long ago the oldest of them was decided, seconds; 0 when none waits. */
  oldestSeconds: number;
  /** How many of them the log does not take; see {@link EventStuck}. Others wait behind them. */
  stuck: number;
};

export type StuckEvent = {
  stream: string;
  version: number;
  id: string;
  topic: string;
  /** When it was first refused. */
  since: string;
  attempts: number;
  /** Why, at the last attempt. */
  error: string;
};

export async function outboxStatus(db: Queryable): Promise<OutboxStatus> {
  const [row] = await db.query<OutboxStatus>(
    `select count(*) as waiting, count(o.stuck_since) as stuck,
            greatest(0, coalesce(extract(epoch from now() - min(e.created)), 0))::float8 as "oldestSeconds"
       from streams.outbox o join streams.event e using (stream, version) where o.published is null`,
  );
  return row ?? { waiting: 0, oldestSeconds: 0, stuck: 0 };
}

/** The events that the log does not take, the oldest first. */
export function stuckEvents(db: Queryable, limit = 50): Promise<StuckEvent[]> {
  return db.query<StuckEvent>(
    `select stream, version, e.event_id as id, o.topic, o.stuck_since as since, o.attempts, o.error
       from streams.outbox o join streams.event e using (stream, version)
      where o.stuck_since is not null and o.published is null order by o.seq limit ${Math.trunc(limit)}`,
  );
}
