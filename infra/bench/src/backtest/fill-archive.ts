import { promisify } from 'node:util';
import { deflateRaw } from 'node:zlib';
import type { Database } from '@hormesis/database';
import { encodeChunk, type WindowOfPlace } from '@hormesis/recording';
import { Random } from '../traffic/random.js';

export type Archive = { services: number; days: number; windowSeconds: number };

const deflated = promisify(deflateRaw);
const dayMs = 86_400_000;
/** Days that look different; every service has them in another order. */
const patterns = 5;

/**
 * Fills the archive as the learning service would have: a chunk for each service and day, packed. One day in thirty of a
 * service has an hour of errors.
 * @returns how many windows it holds, and their bytes
 */
export async function fillArchive(
  db: Database,
  { days, services, windowSeconds }: Archive,
  until: number,
): Promise<{ windows: number; bytes: number }> {
  const ids = await seriesOf(db, services);
  let [windows, bytes] = [0, 0];
  for (let back = days; back > 0; back -= 1) {
    const midnight = until - back * dayMs;
    const day = new Date(midnight).toISOString().slice(0, 10);
    const made = await Promise.all(
      Array.from({ length: patterns + 1 }, async (_, n) => {
        const of = dayOf(midnight, windowSeconds, new Random(1_000 * back + n), n === patterns);
        return { windows: of.length, bytes: await deflated(encodeChunk(of), { level: 6 }) };
      }),
    );
    const chosen = ids.map((id, n) => {
      const chunk = made[(n + back) % 30 === 0 ? patterns : (n + back) % patterns];
      return { id, windows: chunk?.windows ?? 0, bytes: chunk?.bytes ?? Buffer.of() };
    });
    await db.query(
      `INSERT INTO learning.signal_chunk (series, day, "offset", windows, bytes)
       SELECT c.series, $1::date, $2::bigint, c.windows, c.bytes
       FROM unnest($3::int[], $4::int[], $5::bytea[]) AS c (series, windows, bytes)`,
      [
        day,
        back,
        chosen.map(({ id }) => id),
        chosen.map((one) => one.windows),
        chosen.map((one) => one.bytes),
      ],
    );
    windows += chosen.reduce((sum, one) => sum + one.windows, 0);
    bytes += chosen.reduce((sum, one) => sum + one.bytes.length, 0);
  }
  await db.query('ANALYZE learning.signal_chunk');
  return { windows, bytes };
}

async function seriesOf(db: Database, services: number): Promise<number[]> {
  const names = Array.from({ length: services }, (_, n) => `service-${String(n).padStart(3, '0')}`);
  const rows = await db.query<{ id: number }>(
    `INSERT INTO learning.signal_series (service, environment, metric, cohort)
     SELECT name, 'production', 'http.errors', 'all' FROM unnest($1::text[]) AS name RETURNING id`,
    [names],
  );
  return rows.map(({ id }) => id);
}

function dayOf(midnight: number, windowSeconds: number, random: Random, isBad: boolean): WindowOfPlace[] {
  const durationMs = windowSeconds * 1_000;
  return Array.from({ length: Math.floor(dayMs / durationMs) }, (_, n) => {
    const start = midnight + n * durationMs;
    const hour = (n * durationMs) / 3_600_000;
    const total = 300 + Math.round(200 * Math.sin((hour / 24) * 2 * Math.PI)) + random.below(40);
    const share = isBad && hour >= 14 && hour < 15 ? 0.2 : 0.004;
    const bad = Math.round(total * share * (0.5 + random.fraction()));
    return {
      source: '/bench',
      start,
      durationMs,
      total,
      bad,
      seenAt: start + durationMs + 50 + random.below(400),
    };
  });
}
