import type { Database } from '@hormesis/database';
import type pg from 'pg';
import type { Rows } from '../raw/binary-rows.js';
import { Copying } from '../raw/copying.js';
import { firstStands, insertRow, insertRows, newestStands } from '../raw/insert.js';
import { Newest } from '../raw/newest.js';
import type { RawRecord } from '../raw/raw-reader.js';
import type { Target } from '../raw/target.js';
import { deploymentState, timelineEntry } from '../stage/projections.js';
import { RecentIds } from '../stage/recent-ids.js';
import { type Floor, runFloor, type Writer } from './floor.js';
import type { RunResult, RunSettings } from './run.js';

const projections = [timelineEntry, deploymentState];
const ofBatches = { lanes: 2, depth: 2, isPipelined: true, isBare: false, waits: false } as const;

/** Reading alone: the driver, and making events of what it gives. */
export function read(settings: RunSettings, db: Database): Promise<RunResult> {
  const begin = (): Writer => ({ write: async () => {}, finish: async () => {} });
  return runFloor(settings, db, { ...ofBatches, projections, begin });
}

/** The same rows by one statement a batch and table. No checkpoint, no fence, nothing remembered. */
export function unnest(settings: RunSettings, db: Database): Promise<RunResult> {
  return runFloor(settings, db, { ...ofBatches, projections, begin: inserting(settings) });
}

/** What runs where, alone. */
export function unnestNarrow(settings: RunSettings, db: Database): Promise<RunResult> {
  return runFloor(settings, db, {
    ...ofBatches,
    projections: [deploymentState],
    begin: inserting(settings),
  });
}

/**
 * The same rows by one COPY a connection into bare tables, key and indexes afterwards, two at a time. What runs where,
 * which COPY cannot update, is written once at the end.
 */
export function copy(settings: RunSettings, db: Database): Promise<RunResult> {
  const begin: Floor['begin'] = (clients, targets) => {
    const lines = targets.filter(({ rows }) => rows === 'each');
    const places = targets.filter(({ rows }) => rows === 'newest').map((target) => new Newest(target));
    const copying = clients.map((client) => lines.map((target) => new Copying(client, target)));
    const isNew = oncePerPartition(settings);
    return {
      write: async (records, lane) => {
        const fresh = records.filter(isNew);
        for (const newest of places) for (const row of rowsOf(newest.target, fresh)) newest.put(row);
        for (const [n, target] of lines.entries()) await copying[lane]?.[n]?.put(rowsOf(target, fresh));
      },
      finish: async () => {
        await Promise.all(copying.flat().map((one) => one.end()));
        const [first] = clients;
        if (first) for (const newest of places) await insertRows(first, newest.target, newest.rows());
        await makeIndexes(clients, targets);
      },
    };
  };
  return runFloor(settings, db, {
    ...ofBatches,
    depth: 2,
    isPipelined: false,
    isBare: true,
    projections,
    begin,
  });
}

/** What most projects do: one statement an event and table, each awaited and committed. */
export function plain(settings: RunSettings, db: Database): Promise<RunResult> {
  const begin: Floor['begin'] = ([client], targets) => ({
    write: async (records) => {
      for (const { event, position } of records) {
        for (const target of targets) {
          const row = target.rowOf(event, position);
          const after = target.rows === 'newest' ? newestStands(target) : firstStands;
          if (row && client) await insertRow(client, target, row, after);
        }
      }
    },
    finish: async () => {},
  });
  const how = { lanes: 1, depth: 1, isPipelined: false, isBare: false, waits: true };
  return runFloor(settings, db, { ...how, projections, begin });
}

/** On Kafka an event may stand twice. */
function inserting({ stage }: RunSettings): Floor['begin'] {
  const ofLines = stage.log === 'kafka' ? firstStands : '';
  return (clients, targets) => ({
    write: async (records, lane) => {
      const client = clients[lane];
      if (!client) throw new RangeError(`There is no connection ${lane}.`);
      await Promise.all(
        targets.map((target) =>
          target.rows === 'newest'
            ? insertRows(client, target, newestOf(target, records), newestStands(target))
            : insertRows(client, target, rowsOf(target, records), ofLines),
        ),
      );
    },
    finish: async () => {},
  });
}

function rowsOf(target: Target, records: readonly RawRecord[]): Rows {
  return records.flatMap(({ event, position }) => {
    const row = target.rowOf(event, position);
    return row ? [row] : [];
  });
}

function newestOf(target: Target, records: readonly RawRecord[]): Rows {
  const newest = new Newest(target);
  for (const row of rowsOf(target, records)) newest.put(row);
  return newest.rows();
}

/** What was sent twice has the same key, and so stands twice on one partition. On Postgres nothing stands twice. */
function oncePerPartition({ stage }: RunSettings): (record: RawRecord) => boolean {
  if (stage.log === 'postgres') return () => true;
  const recent = new Map<string, RecentIds>();
  return ({ event, position: { topic, partition } }) => {
    const place = `${topic} ${partition}`;
    const ids = recent.get(place) ?? new RecentIds();
    recent.set(place, ids);
    return ids.isNew(event);
  };
}

async function makeIndexes(clients: readonly pg.Client[], targets: readonly Target[]): Promise<void> {
  const statements = targets.flatMap(({ lacking }) => lacking);
  await Promise.all(
    clients.map(async (client) => {
      await client.query(`set maintenance_work_mem = '256MB'`);
      for (let next = statements.shift(); next; next = statements.shift()) await client.query(next);
    }),
  );
}
