import type { Database } from '@hormesis/database';

export async function countRows(db: Database, timeline: string, deployments: string) {
  const [row] = await db.query<{ timeline: number; deployments: number }>(
    `select (select count(*) from ${timeline}) as timeline, (select count(*) from ${deployments}) as deployments`,
  );
  return { timeline: row?.timeline ?? 0, deployments: row?.deployments ?? 0 };
}
