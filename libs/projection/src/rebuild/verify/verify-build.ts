import type { Queryable } from '@hormesis/database';
import type { EventLog } from '@hormesis/log';
import type { Verification } from '../../builds/build-report.js';
import type { BuildRow } from '../../builds/build-row.js';
import type { Tally } from '../../store/checksum.js';
import { type AbreastOptions, abreast, LiveBuildStandsStill } from '../abreast.js';
import { type Place, placesOf } from '../places.js';
import type { ReplaySource } from '../replay/replay-partition.js';
import { buildOf } from '../replay/replay-task.js';
import { compareRows } from './compare-rows.js';
import { scanLog } from './scan-log.js';
import { openSnapshot } from './snapshot.js';

/**
 * Looks for what speaks against a new build, before anybody sees it. Of the same version it has to have taken in the
 * same records and to have the same rows as the live build, at the same place on the log; of another version the
 * records are compared with the log.
 */
export async function verifyBuild(
  source: ReplaySource,
  builds: { live: BuildRow; row: BuildRow },
  options: AbreastOptions,
): Promise<Verification> {
  const { live, row } = builds;
  if (live.version !== row.version) return withoutRows(source, builds, options, []);
  try {
    return await withRows(source, builds, options);
  } catch (error) {
    if (!(error instanceof LiveBuildStandsStill)) throw error;
    return withoutRows(source, builds, options, [`${error.message} So their rows could not be compared.`]);
  }
}

async function withRows(
  source: ReplaySource,
  builds: { live: BuildRow; row: BuildRow },
  options: AbreastOptions,
): Promise<Verification> {
  const { live, row } = builds;
  const { snapshot, places } = await abreast(
    source,
    builds,
    options,
    'exactly there',
    async (_tx, places) => ({
      snapshot: await openSnapshot(source.db),
      places,
    }),
  );
  try {
    const own = await placesOf(snapshot.db, row);
    const newDeadLetters = await countNewLetters(snapshot.db, live, row);
    const { table } = buildOf(row, source.projections);
    const rows = await compareRows(snapshot.db, table, { live: live.relation, built: row.relation });
    const findings = [
      ...(await recordFindings(source.log, { live: places, built: own }, options.signal)),
      ...letterFindings(newDeadLetters),
      ...(rows.onlyLive + rows.onlyBuilt + rows.changed > 0
        ? [
            `Rows differ: ${rows.onlyLive} only in the live build, ${rows.onlyBuilt} only in the new one, ${rows.changed} with other values.`,
          ]
        : []),
    ];
    return { good: findings.length === 0, records: sums(places, own), newDeadLetters, rows, findings };
  } finally {
    await snapshot.close();
  }
}

async function withoutRows(
  source: ReplaySource,
  { live, row }: { live: BuildRow; row: BuildRow },
  { signal }: AbreastOptions,
  found: readonly string[],
): Promise<Verification> {
  const [places, own] = [await placesOf(source.db, live), await placesOf(source.db, row)];
  const findings = [...found, ...(await recordFindings(source.log, { live: places, built: own }, signal))];
  const newDeadLetters = live.version === row.version ? await countNewLetters(source.db, live, row) : 0;
  findings.push(...letterFindings(newDeadLetters));
  return { good: findings.length === 0, records: sums(places, own), newDeadLetters, rows: null, findings };
}

type Places = { live: readonly Place[]; built: readonly Place[] };

/** Compares what both builds have taken in where they stand at the same place. If it differs, the log is asked. */
async function recordFindings(
  log: EventLog,
  { live, built }: Places,
  signal: AbortSignal,
): Promise<string[]> {
  const findings: string[] = [];
  for (const place of built) {
    const other = live.find(
      ({ topic, partition, offset }) =>
        topic === place.topic && partition === place.partition && offset === place.offset,
    );
    if (!other || other.from !== place.from || isSame(other.tally, place.tally)) continue;
    const scan = await scanLog(log, place, signal);
    if (scan.isTrimmed) continue;
    const where = `${place.topic}/${place.partition}`;
    const { records } = place.tally;
    findings.push(
      isSame(scan.tally, place.tally)
        ? `The live build has taken in ${other.tally.records} records of ${where}, or others than the ${records} on the log, which the new build has.`
        : `The new build has taken in ${records} records of ${where}, or others than the ${scan.tally.records} on the log.`,
    );
  }
  return findings;
}

function isSame(a: Tally, b: Tally): boolean {
  return a.records === b.records && a.checksum === b.checksum;
}

function letterFindings(count: number): string[] {
  return count === 0 ? [] : [`${count} events cannot be taken in by the new build that the live one could.`];
}

/** Events that were parked by the new build and not by the live one. What only waits behind them does not count. */
async function countNewLetters(db: Queryable, live: BuildRow, row: BuildRow): Promise<number> {
  const [found] = await db.query<{ count: number }>(
    `SELECT count(*) AS count FROM projection.dead_letter n
     WHERE n.projection = $1 AND n.build = $2 AND n.reason <> 'follows' AND NOT EXISTS (
       SELECT FROM projection.dead_letter l WHERE l.projection = $1 AND l.build = $3
         AND l.topic = n.topic AND l.partition = n.partition AND l."offset" = n."offset")`,
    [row.projection, row.build, live.build],
  );
  return found?.count ?? 0;
}

function sums(live: readonly Place[], built: readonly Place[]): Verification['records'] {
  const sum = (places: readonly Place[]) => places.reduce((total, { tally }) => total + tally.records, 0);
  return { live: sum(live), built: sum(built) };
}
