import type { Queryable } from '@hormesis/database';
import type { BuildReport } from './build-report.js';
import type { BuildState } from './build-state.js';

/** One build of a projection as it stands in the database. */
export type BuildRow = {
  projection: string;
  build: number;
  version: number;
  /** Its table, `read.deployment_state__2`. */
  relation: string;
  state: BuildState;
  requestedAt: string;
  requestedBy: string | null;
  startedAt: string | null;
  liveAt: string | null;
  keepUntil: string | null;
  report: BuildReport;
};

/** Names one build. */
export type BuildName = Pick<BuildRow, 'projection' | 'build'>;

const columns = `projection, build, version, relation, state, requested_at AS "requestedAt",
  requested_by AS "requestedBy", started_at AS "startedAt", live_at AS "liveAt", keep_until AS "keepUntil", report`;

/** The builds of one projection, or of all, by name and number. */
export function loadBuilds(db: Queryable, projection?: string): Promise<BuildRow[]> {
  return db.query<BuildRow>(
    `SELECT ${columns} FROM projection.build WHERE $1::text IS NULL OR projection = $1
     ORDER BY projection COLLATE "C", build`,
    [projection ?? null],
  );
}

/** The builds of a projection, locked until the transaction ends: nobody else changes their state meanwhile. */
export function lockBuilds(tx: Queryable, projection: string): Promise<BuildRow[]> {
  return tx.query<BuildRow>(
    `SELECT ${columns} FROM projection.build WHERE projection = $1 ORDER BY build FOR UPDATE`,
    [projection],
  );
}

/** The name under which readers know the rows: the view in front of the builds. */
export function viewOf({ relation }: Pick<BuildRow, 'relation'>): string {
  return relation.replace(/__\d+$/, '');
}
