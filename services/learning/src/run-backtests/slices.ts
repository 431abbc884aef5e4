import type { Database } from '@hormesis/database';
import type { EventLog } from '@hormesis/log';
import { marksOf, readTail } from '../record-signals/read-tail.js';
import { CannotReplay } from './cannot-replay.js';

/** Windows are 32 bytes each in memory, and as much again for each bound of a histogram. */
const usualLimits = {
  /** Read at once where a record can be read in parts. */
  atOnce: 6_000_000,
  /** More than these are not held at once, whatever asks for them. */
  most: 40_000_000,
};

/** A part of the record that is read at once; without services all of it. */
export type Slice = { services: readonly string[] | undefined; windows: number };

type Wanted = { from: number; to: number; services: readonly string[] | undefined };

/**
 * How to read a record so that memory stays bounded: whole while it is small, else a few services at a time.
 * @throws CannotReplay if a service is too large, or all of it for rules that need all of it at once
 */
export async function slicesOf(
  db: Database,
  log: EventLog,
  { byService, ...wanted }: Wanted & { byService: boolean },
  limits = usualLimits,
): Promise<Slice[]> {
  const counts = await windowsByService(db, log, wanted);
  const windows = [...counts.values()].reduce((sum, count) => sum + count, 0);
  if (windows <= (byService ? limits.atOnce : limits.most)) return [{ services: wanted.services, windows }];
  if (!byService) {
    throw new CannotReplay(
      'A rule looks across services, so all of the record is needed at once, and it is too large for that. Replay a shorter period (--from), or aggregate by service in the rule.',
    );
  }
  const slices: { services: string[]; windows: number }[] = [];
  for (const [service, count] of counts) {
    assertFits(service, count, limits);
    const last = slices.at(-1);
    if (last && last.windows + count <= limits.atOnce) {
      last.services.push(service);
      last.windows += count;
    } else slices.push({ services: [service], windows: count });
  }
  return slices;
}

/**
 * Each of these services alone.
 * @throws CannotReplay if one is too large
 */
export async function slicePerService(
  db: Database,
  log: EventLog,
  wanted: Wanted & { services: readonly string[] },
  limits = usualLimits,
): Promise<(Slice & { service: string })[]> {
  const counts = await windowsByService(db, log, wanted);
  return wanted.services.map((service) => {
    const windows = counts.get(service) ?? 0;
    assertFits(service, windows, limits);
    return { service, services: [service], windows };
  });
}

function assertFits(service: string, windows: number, { most }: typeof usualLimits): void {
  if (windows <= most) return;
  throw new CannotReplay(
    `Of ${service} alone ${windows} windows are on record, more than the ${most} that can be replayed at once. Replay a shorter period (--from).`,
  );
}

/** How many windows there are of each service, in chunks and on the log after them; sorted by service. */
async function windowsByService(db: Database, log: EventLog, wanted: Wanted): Promise<Map<string, number>> {
  const { from, services, to } = wanted;
  const rows = await db.query<{ service: string; windows: number }>(
    `SELECT s.service, sum(c.windows)::float8 AS windows
     FROM learning.signal_chunk c JOIN learning.signal_series s ON s.id = c.series
     WHERE c.day BETWEEN ($1::timestamptz AT TIME ZONE 'UTC')::date AND ($2::timestamptz AT TIME ZONE 'UTC')::date
       AND ($3::text[] IS NULL OR s.service = ANY ($3))
     GROUP BY s.service`,
    [new Date(from).toISOString(), new Date(to).toISOString(), services ?? null],
  );
  const counts = new Map(rows.map(({ service, windows }) => [service, windows]));
  await readTail(log, await marksOf(db), wanted, ({ service }) => {
    counts.set(service, (counts.get(service) ?? 0) + 1);
  });
  return new Map([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}
