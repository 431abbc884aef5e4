import type { Queryable } from '@hormesis/database';
import { type NewFinding, passingKinds } from './finding.js';
import type { Sighting } from './sighting.js';

const tallyKinds = ['missing', 'doubled', 'different', 'trimmed'];

/**
 * Writes down what was found. What lasts is written once, and so is a fault of the log at the same place. Returns those
 * that were not known.
 */
export async function saveFindings(tx: Queryable, findings: readonly NewFinding[]): Promise<NewFinding[]> {
  const fresh: NewFinding[] = [];
  for (const finding of findings) {
    const { keeper, kind, topic, partition, from, to, isExact, expected, actual, detail } = finding;
    const [saved] = await tx.query<{ isNew: boolean }>(
      `INSERT INTO projection.audit_finding AS f (kind, projection, build, topic, partition, from_offset, to_offset,
         exact, expected, actual, detail)
       SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11
       WHERE NOT ($1 IN ('log-missing', 'log-changed') AND EXISTS (
         SELECT FROM projection.audit_finding k WHERE k.kind = $1 AND k.topic = $4 AND k.partition = $5
           AND k.from_offset = $6 AND k.to_offset = $7))
       ON CONFLICT (kind, coalesce(projection, ''), coalesce(build, 0), topic, partition)
         WHERE resolved_at IS NULL AND kind IN ('beyond-head', 'stands-still', 'no-checkpoint', 'log-shrunk')
       DO UPDATE SET seen_at = now(), from_offset = least(f.from_offset, excluded.from_offset),
         to_offset = greatest(f.to_offset, excluded.to_offset), expected = excluded.expected, actual = excluded.actual,
         detail = excluded.detail
       RETURNING f.xmax = 0 AS "isNew"`,
      [
        kind,
        keeper?.name ?? null,
        keeper?.build ?? null,
        topic,
        partition,
        from,
        to,
        isExact,
        expected,
        actual,
        detail,
      ],
    );
    if (saved?.isNew) fresh.push(finding);
  }
  return fresh;
}

/** Resolves what goes by itself when its cause does, and is not among what holds `now`. */
export async function resolvePassed(tx: Queryable, now: readonly NewFinding[]): Promise<void> {
  await tx.query(
    `UPDATE projection.audit_finding f SET resolved_at = now(), resolution = 'goes on'
     WHERE f.resolved_at IS NULL AND (f.kind = ANY ($1) OR f.acknowledged_at IS NOT NULL AND f.kind = ANY ($6))
       AND NOT EXISTS (
         SELECT FROM unnest($2::text[], $3::text[], $4::text[], $5::int[]) AS u(kind, keeper, topic, partition)
         WHERE u.kind = f.kind AND u.topic = f.topic AND u.partition = f.partition
           AND u.keeper IS NOT DISTINCT FROM f.projection || ' ' || f.build)`,
    [
      passingKinds,
      now.map(({ kind }) => kind),
      now.map(({ keeper }) => (keeper ? `${keeper.name} ${keeper.build}` : null)),
      now.map(({ topic }) => topic),
      now.map(({ partition }) => partition),
      ['beyond-head', 'log-shrunk'],
    ],
  );
}

/** Resolves what was found of keepers that now fit from their beginning on. */
export async function resolveWhole(tx: Queryable, keepers: readonly Sighting[]): Promise<void> {
  if (keepers.length === 0) return;
  await tx.query(
    `UPDATE projection.audit_finding f SET resolved_at = now(), resolution = 'fits'
     FROM unnest($1::text[], $2::int[], $3::text[], $4::int[]) AS u(projection, build, topic, partition)
     WHERE f.resolved_at IS NULL AND f.kind = ANY ($5) AND f.projection = u.projection AND f.build = u.build
       AND f.topic = u.topic AND f.partition = u.partition`,
    [
      keepers.map(({ keeper }) => keeper.name),
      keepers.map(({ keeper }) => keeper.build),
      keepers.map(({ topic }) => topic),
      keepers.map(({ partition }) => partition),
      tallyKinds,
    ],
  );
}

/** Says that somebody knows of a finding: it is no longer open. `false`: there is none of this number. */
export async function acknowledgeFinding(db: Queryable, id: number, by: string): Promise<boolean> {
  const rows = await db.query(
    `UPDATE projection.audit_finding SET acknowledged_at = coalesce(acknowledged_at, now()),
       acknowledged_by = coalesce(acknowledged_by, $2)
     WHERE id = $1 RETURNING 1`,
    [id, by],
  );
  return rows.length > 0;
}
