import type { Database } from '@hormesis/database';

/** Windows that are held in memory at a time: 32 bytes each, and as much again for each bound of a histogram. */
const windowsAtOnce = 6_000_000;
/** More than these are not held for rules that look across services. */
const mostWindows = 40_000_000;

/** A part of the record that is read at once; without services all of it. */
export type Slice = { services: readonly string[] | undefined; windows: number };

type Wanted = { from: number; to: number; services: readonly string[] | undefined; byService: boolean };

/**
 * How to read a record so that memory stays bounded: whole while it is small, else a few services at a time.
 * @returns `undefined` if it is too large for rules that need all of it at once
 */
export async function slicesOf(
  db: Database,
  { from, to, services, byService }: Wanted,
): Promise<Slice[] | undefined> {
  const rows = await db.query<{ service: string; windows: number }>(
    `SELECT s.service, sum(c.windows)::float8 AS windows
     FROM learning.signal_chunk c JOIN learning.signal_series s ON s.id = c.series
     WHERE c.day BETWEEN ($1::timestamptz AT TIME ZONE 'UTC')::date AND ($2::timestamptz AT TIME ZONE 'UTC')::date
       AND ($3::text[] IS NULL OR s.service = ANY ($3))
     GROUP BY s.service ORDER BY s.service`,
    [new Date(from).toISOString(), new Date(to).toISOString(), services ?? null],
  );
  const windows = rows.reduce((sum, row) => sum + row.windows, 0);
  if (windows <= windowsAtOnce) return [{ services, windows }];
  if (!byService) return windows <= mostWindows ? [{ services, windows }] : undefined;
  const slices: { services: string[]; windows: number }[] = [];
  for (const row of rows) {
    const last = slices.at(-1);
    if (last && last.windows + row.windows <= windowsAtOnce) {
      last.services.push(row.service);
      last.windows += row.windows;
    } else slices.push({ services: [row.service], windows: row.windows });
  }
  return slices;
}
