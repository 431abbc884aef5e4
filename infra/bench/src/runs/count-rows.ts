import type { Database } from '@hormesis/database';

/** How many rows stand in these tables, by the name of what they are of. */
export async function countRows(
  db: Database,
  tables: readonly { name: string; table: string }[],
): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { name, table } of tables) {
    const [row] = await db.query<{ count: number }>(`select count(*) as count from ${table}`);
    counts[name] = row?.count ?? 0;
  }
  return counts;
}

/** The same of what readers of a projection see. */
export function seenRows(
  db: Database,
  projections: readonly { name: string; table: { name: string } }[],
): Promise<Record<string, number>> {
  return countRows(
    db,
    projections.map(({ name, table }) => ({ name, table: table.name })),
  );
}
