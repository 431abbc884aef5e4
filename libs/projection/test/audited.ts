import type { Queryable } from '@hormesis/database';
import type { EventLog } from '@hormesis/log';
import type { TestDatabase } from '@hormesis/testing';
import { HoleAuditor, type HoleAuditorOptions } from '../src/audit/index.js';
import { startAnew } from './ledger.js';

/** Forgets all that the audit knew, too. */
export async function startAuditAnew(db: Queryable): Promise<void> {
  await startAnew(db);
  for (const table of ['scan', 'point', 'ledger', 'finding'])
    await db.query(`TRUNCATE projection.audit_${table}`);
  await db.query('UPDATE projection.audit_run SET compared_at = NULL');
}

/** An auditor whose rounds the test calls itself: each goes to the end, and looks at everything but does not sweep. */
export function auditorOf(
  test: TestDatabase,
  log: EventLog,
  options: Partial<HoleAuditorOptions> = {},
): HoleAuditor {
  return new HoleAuditor({
    db: test.database,
    log,
    workMs: 20_000,
    lookEveryMs: 0,
    saveEveryMs: 0,
    sweepEveryMs: Number.POSITIVE_INFINITY,
    ...options,
  });
}

export type OpenFinding = {
  kind: string;
  projection: string | null;
  build: number | null;
  topic: string;
  partition: number;
  from: number;
  to: number;
  exact: boolean;
  expected: number;
  actual: number;
  detail: string;
};

export function openFindings(db: Queryable): Promise<OpenFinding[]> {
  return db.query<OpenFinding>(
    `SELECT kind, projection, build, topic, partition, from_offset AS "from", to_offset AS "to", exact, expected, actual,
            detail FROM projection.audit_open ORDER BY id`,
  );
}

/** When the audit had compared everybody last; `null`: not yet. */
export async function comparedAt(db: Queryable): Promise<string | null> {
  const [row] = await db.query<{ compared_at: string | null }>(
    'SELECT compared_at FROM projection.audit_run',
  );
  return row?.compared_at ?? null;
}
