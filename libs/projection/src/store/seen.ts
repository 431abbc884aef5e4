import type { Queryable } from '@hormesis/database';
import type { Plan, Step } from '../fold/plan.js';

/** Notes the events of these plans as taken in, and returns the plans without those that were so already. */
export async function keepFresh(db: Queryable, plans: readonly Plan[]): Promise<readonly Plan[]> {
  const wanted = plans.flatMap(({ projection, steps }) => steps.map((step) => ({ projection, step })));
  if (wanted.length === 0) return plans;
  const resent = await db.query<{ projection: string; id: string }>(
    `WITH wanted AS (
       SELECT * FROM unnest($1::text[], $2::int[], $3::uuid[]) AS u(projection, build, id)),
     fresh AS (
       INSERT INTO projection.seen SELECT * FROM wanted ORDER BY 1, 2, 3
       ON CONFLICT DO NOTHING RETURNING projection, build, id)
     SELECT projection, translate(id::text, '-', '') AS id FROM (
       SELECT * FROM wanted EXCEPT ALL SELECT * FROM fresh) AS resent`,
    [
      wanted.map(({ projection }) => projection.name),
      wanted.map(({ projection }) => projection.version),
      wanted.map(({ step }) => step.id),
    ],
  );
  if (resent.length === 0) return plans;
  const known = new Set(resent.map(({ projection, id }) => `${projection} ${id}`));
  const isFresh = (name: string, step: Step) => !known.has(`${name} ${step.id}`);
  return plans.map((plan) => ({
    ...plan,
    steps: plan.steps.filter((step) => isFresh(plan.projection.name, step)),
  }));
}
