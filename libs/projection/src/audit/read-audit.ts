import type { Queryable } from '@hormesis/database';
import type { FindingKind } from './finding.js';

/** Where a projection or reaction stands on a partition, and how far it was compared with the log. */
export type AuditedKeeper = {
  name: string;
  build: number;
  topic: string;
  partition: number;
  /** The next offset that it takes in. */
  position: number;
  /** The offset up to which it was compared; `null`: not yet. */
  audited: number | null;
  comparedAt: string | null;
};

/** What does not fit, as the audit has written it down. */
export type AuditFinding = {
  id: number;
  kind: FindingKind;
  /** Whose it is; `null`: the log's. */
  projection: string | null;
  build: number | null;
  /** A projection can be rebuilt; a reaction can not. */
  isProjection: boolean;
  topic: string;
  partition: number;
  /** Offsets from `from` up to, but not including, `to`; `exact`: just these, else some of them. */
  from: number;
  to: number;
  exact: boolean;
  expected: number;
  actual: number;
  detail: string;
  foundAt: string;
  seenAt: string;
};

export type Audit = {
  /** When everybody had been compared with the log; `null`: not yet. */
  comparedAt: string | null;
  /** Records that the audit has still to read. */
  behind: number;
  keepers: AuditedKeeper[];
  findings: AuditFinding[];
};

/** How the audit stands: what it has compared, and what it has found that nobody has acknowledged. */
export async function readAudit(db: Queryable): Promise<Audit> {
  const { comparedAt, behind } = await readRun(db);
  const keepers = await db.query<AuditedKeeper>(
    `SELECT c.projection AS name, c.build, c.topic, c.partition, c.next_offset AS position,
            l.good_offset AS audited, l.compared_at AS "comparedAt"
     FROM projection.checkpoint c LEFT JOIN projection.audit_ledger l USING (projection, build, topic, partition)
     ORDER BY c.projection COLLATE "C", c.build, c.topic COLLATE "C", c.partition`,
  );
  const findings = await db.query<AuditFinding>(
    `SELECT id, kind, projection, build, is_projection AS "isProjection", topic, partition, from_offset AS "from",
            to_offset AS "to", exact, expected, actual, detail, found_at AS "foundAt", seen_at AS "seenAt"
     FROM projection.audit_open ORDER BY id DESC LIMIT 500`,
  );
  return { comparedAt, behind, keepers, findings };
}

/** What metrics say of the audit. */
export async function readAuditFigures(db: Queryable) {
  const counts = await db.query<{ kind: FindingKind; count: number }>(
    'SELECT kind, count(*) AS count FROM projection.audit_open GROUP BY kind',
  );
  return { ...(await readRun(db)), findings: new Map(counts.map(({ kind, count }) => [kind, count])) };
}

async function readRun(db: Queryable): Promise<{ comparedAt: string | null; behind: number }> {
  const [run] = await db.query<{ comparedAt: string | null; behind: number }>(
    'SELECT compared_at AS "comparedAt", behind FROM projection.audit_run',
  );
  return run ?? { comparedAt: null, behind: 0 };
}
