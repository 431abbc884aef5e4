import type { Projection, ProjectionBuild } from '@hormesis/api';
import type { BuildRow, StaleProjection } from '@hormesis/projection';

/** A projection as the API tells of it. */
export function describeProjection(
  name: string,
  builds: readonly BuildRow[],
  { release, stale }: { release: number | undefined; stale: StaleProjection | undefined },
): Projection {
  return { name, release: release ?? null, stale: stale?.remedy ?? null, builds: builds.map(describeBuild) };
}

export function describeBuild(row: BuildRow): ProjectionBuild {
  const { build, version, state, requestedAt, requestedBy, startedAt, liveAt, keepUntil, report } = row;
  const { progress = null, verification, error, undo } = report;
  const isMade = state === 'building';
  return {
    ...{ build, version, state, requestedAt, requestedBy, startedAt, liveAt, keepUntil },
    progress: isMade ? progress : null,
    verification: verification
      ? {
          ...verification,
          findings: [...verification.findings],
          rows: verification.rows && {
            ...verification.rows,
            examples: verification.rows.examples.map(({ kind, key }) => ({ kind, key: { ...key } })),
          },
        }
      : null,
    error: error ?? undo?.error ?? null,
  };
}
