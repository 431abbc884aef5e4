import { createHash } from 'node:crypto';
import type { Queryable } from '@hormesis/database';
import { type EventRecord, receiptKey } from '@hormesis/log';
import type { Step } from '../fold/plan.js';
import type { Build } from './build.js';

type Plan = { share: { build: Build }; steps: readonly Step[] };

/** Notes the events of these plans as taken in, and returns the plans without those that were so already. */
export async function keepFresh<P extends Plan>(db: Queryable, plans: readonly P[]): Promise<readonly P[]> {
  const noted = plans.map((plan) => ({ plan, ids: identities(plan) }));
  const wanted = noted.flatMap(({ plan, ids }) =>
    [...ids.keys()].map((id) => ({ build: plan.share.build, id })),
  );
  if (wanted.length === 0) return plans;
  const resent = await db.query<{ projection: string; build: number; id: string }>(
    `WITH wanted AS (
       SELECT * FROM unnest($1::text[], $2::int[], $3::uuid[]) AS u(projection, build, id)),
     fresh AS (
       INSERT INTO projection.seen (projection, build, id) SELECT * FROM wanted ORDER BY 1, 2, 3
       ON CONFLICT DO NOTHING RETURNING projection, build, id)
     SELECT projection, build, translate(id::text, '-', '') AS id FROM (
       SELECT * FROM wanted EXCEPT ALL SELECT * FROM fresh) AS resent`,
    [
      wanted.map(({ build }) => build.name),
      wanted.map(({ build }) => build.build),
      wanted.map(({ id }) => id),
    ],
  );
  const known = new Set(resent.map(({ projection, build, id }) => `${projection} ${build} ${id}`));
  return noted.map(({ plan, ids }) => {
    const { name, build } = plan.share.build;
    const fresh = [...ids].filter(([id]) => !known.has(`${name} ${build} ${id}`));
    return { ...plan, steps: fresh.map(([, step]) => step) };
  });
}

/** The steps by 128 bits of a hash of source and id; of an event that comes twice, the first. */
function identities({ steps }: Plan): Map<string, Step> {
  const ids = new Map<string, Step>();
  for (const step of steps) {
    const id = identityOf(step.record);
    if (!ids.has(id)) ids.set(id, step);
  }
  return ids;
}

function identityOf({ event }: EventRecord): string {
  return createHash('md5').update(receiptKey(event)).digest('hex');
}
