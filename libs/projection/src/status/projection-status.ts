import type { Queryable } from '@hormesis/database';
import type { EventLog, Position } from '@hormesis/log';
import { distance } from './behind.js';

/** How a projection or reaction is. */
export type ProjectionStatus = {
  name: string;
  kind: 'projection' | 'reaction';
  /** Of the code that makes the live build; of the reaction. */
  version: number;
  /** Records that it has still to take in. */
  behind: number;
  /** Events that it could not take in, and those that wait behind them. */
  parked: number;
  /** When the first of those was parked; `null`: there are none. */
  staleSince: string | null;
  /** What keeps it from taking anything in; `null`: nothing. */
  trouble: Trouble | null;
};

/** Database or log trouble, for which a partition waits: the one that has waited longest. */
export type Trouble = {
  since: string;
  topic: string;
  partition: number;
  error: string;
};

type Row = Omit<ProjectionStatus, 'behind'>;
type Mark = Position & { name: string };

/** The build that is asked for of everything that has ever run. */
const current = `
  current AS MATERIALIZED (
    SELECT u.name, projection.current_build(u.name) AS build
    FROM (SELECT DISTINCT c.projection AS name FROM projection.checkpoint c) AS u)`;

/** The state of every projection and reaction that has ever run on this database, by name. */
export async function projectionStatus(db: Queryable, log: EventLog): Promise<ProjectionStatus[]> {
  const [rows, marks] = await Promise.all([loadRows(db), loadMarks(db)]);
  const topics = [...new Set(marks.map(({ topic }) => topic))];
  const heads = (await Promise.all(topics.map((topic) => log.heads(topic)))).flat();
  return rows.map((row) => {
    const own = marks.filter(({ name }) => name === row.name);
    const read = new Set(own.map(({ topic }) => topic));
    const ends = heads.filter(({ topic }) => read.has(topic));
    return { ...row, behind: distance(own, ends) };
  });
}

function loadRows(db: Queryable): Promise<Row[]> {
  return db.query<Row>(
    `WITH ${current}
     SELECT current.name, CASE WHEN b.build IS NULL THEN 'reaction' ELSE 'projection' END AS kind,
            coalesce(b.version, current.build) AS version, letters.parked, letters.since AS "staleSince", trouble.trouble
     FROM current
     LEFT JOIN projection.build b ON b.projection = current.name AND b.build = current.build
     CROSS JOIN LATERAL (
       SELECT count(*) AS parked, min(d.parked_at) AS since FROM projection.dead_letter d
       WHERE d.projection = current.name AND d.build = current.build AND d.state = 'parked') AS letters
     LEFT JOIN LATERAL (
       SELECT jsonb_build_object('since', to_char(t.since AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
                                 'topic', t.topic, 'partition', t.partition, 'error', t.error) AS trouble
       FROM projection.trouble t WHERE t.projection = current.name AND t.build = current.build
       ORDER BY t.since LIMIT 1) AS trouble ON true
     ORDER BY current.name COLLATE "C"`,
  );
}

function loadMarks(db: Queryable): Promise<Mark[]> {
  return db.query<Mark>(
    `WITH ${current}
     SELECT c.projection AS name, c.topic, c.partition, c.next_offset AS "offset" FROM projection.checkpoint c
     JOIN current ON current.name = c.projection AND current.build = c.build`,
  );
}
