import type { Queryable } from '@hormesis/database';
import { buildsChannel } from '../runner/projection-runner.js';
import type { BuildReport } from './build-report.js';
import type { BuildName } from './build-row.js';

/** Tells, once the transaction is committed, that builds of a projection have changed. */
export async function announceBuilds(tx: Queryable, projection: string): Promise<void> {
  await tx.query('SELECT pg_notify($1, $2)::text', [buildsChannel, projection]);
}

/** Adds to what a build has to say for itself. */
export async function addToReport(
  db: Queryable,
  { projection, build }: BuildName,
  report: BuildReport,
): Promise<void> {
  await db.query(
    'UPDATE projection.build SET report = report || $3::jsonb WHERE projection = $1 AND build = $2',
    [projection, build, JSON.stringify(report)],
  );
}
