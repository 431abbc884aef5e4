import { once } from 'node:events';
import type { Database } from '@hormesis/database';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { measured } from '../measure/figures.js';
import { copyRow } from '../raw/copy-row.js';
import { insertRow, insertRows, newestStands, type Rows } from '../raw/insert.js';
import { Newest } from '../raw/newest.js';
import { type RawRecord, readRaw } from '../raw/raw-reader.js';
import { makeTarget, type Target } from '../raw/target.js';
import { freshTables } from '../stage/fresh-tables.js';
import { openLog, storyHeads } from '../stage/open-log.js';
import { deploymentState, timelineEntry } from '../stage/projections.js';
import { RecentIds } from '../stage/recent-ids.js';
import { countRows } from './count-rows.js';
import type { RunResult, RunSettings } from './run.js';

type Targets = { timeline: Target; deployments: Target };
type Writer = {
  lanes: number;
  /** Whether commits wait for the disk. */
  waits: boolean;
  write(client: pg.Client, targets: Targets, records: readonly RawRecord[]): Promise<void>;
  finish?(client: pg.Client, targets: Targets): Promise<void>;
};

/** Reading alone: the driver, and making events of what it gives. */
export function read(settings: RunSettings, db: Database): Promise<RunResult> {
  return floor(settings, db, { lanes: 2, waits: false, write: async () => {} });
}

/** The same rows by one statement a batch and table. No checkpoint, no fence, nothing remembered. */
export function unnest(settings: RunSettings, db: Database): Promise<RunResult> {
  return floor(settings, db, {
    lanes: 2,
    waits: false,
    write: async (client, { timeline, deployments }, records) => {
      await insertRows(client, timeline, rowsOf(timeline, records));
      const newest = new Newest(deployments);
      for (const row of rowsOf(deployments, records)) newest.put(row);
      await insertRows(client, deployments, newest.rows(), newestStands(deployments));
    },
  });
}

/** The same rows by COPY; what runs where, which COPY cannot update, is written once at the end. */
export function copy(settings: RunSettings, db: Database): Promise<RunResult> {
  let newest: Newest | undefined;
  return floor(settings, db, {
    lanes: 2,
    waits: false,
    write: async (client, { timeline, deployments }, records) => {
      newest ??= new Newest(deployments);
      for (const row of rowsOf(deployments, records)) newest.put(row);
      const names = timeline.columns.map(({ name }) => `"${name}"`).join(', ');
      const stream = client.query(copyFrom(`copy ${timeline.table} (${names}) from stdin`));
      const done = once(stream, 'finish');
      stream.end(rowsOf(timeline, records).map(copyRow).join(''));
      await done;
    },
    finish: (client, { deployments }) => insertRows(client, deployments, newest?.rows() ?? []),
  });
}

/** What most projects do: one statement an event and table, each awaited and committed. */
export function plain(settings: RunSettings, db: Database): Promise<RunResult> {
  return floor(settings, db, {
    lanes: 1,
    waits: true,
    write: async (client, { timeline, deployments }, records) => {
      for (const { event, position } of records) {
        const line = timeline.rowOf(event, position);
        if (line) await insertRow(client, timeline, line, 'on conflict do nothing');
        const deployment = deployments.rowOf(event, position);
        if (deployment) await insertRow(client, deployments, deployment, newestStands(deployments));
      }
    },
  });
}

async function floor({ stage, limit }: RunSettings, db: Database, writer: Writer): Promise<RunResult> {
  await freshTables(db);
  const log = await openLog(stage, db);
  const heads = await storyHeads(log);
  await log.close();
  const clients = await Promise.all(
    Array.from({ length: writer.lanes }, () => connect(stage.url, writer.waits)),
  );
  const [first] = clients;
  if (!first) throw new RangeError('A floor needs a lane.');
  const targets = {
    timeline: await makeTarget(first, timelineEntry),
    deployments: await makeTarget(first, deploymentState),
  };
  const withoutResent = oncePerPartition();
  const figures = await measured(stage, async () => {
    const handle = (records: readonly RawRecord[], lane: number) =>
      writer.write(clients[lane] ?? first, targets, withoutResent(records));
    const count = await readRaw(stage, heads, {
      lanes: writer.lanes,
      handle,
      ...(limit === undefined ? {} : { limit }),
    });
    await writer.finish?.(first, targets);
    return count;
  }).finally(() => Promise.all(clients.map((client) => client.end())));
  return { ...figures, rows: await countRows(db, targets.timeline.table, targets.deployments.table) };
}

/** What was sent twice has the same key, and so stands twice on one partition. */
function oncePerPartition(): (records: readonly RawRecord[]) => RawRecord[] {
  const recent = new Map<string, RecentIds>();
  return (records) =>
    records.filter(({ event, position: { topic, partition } }) => {
      const place = `${topic} ${partition}`;
      const ids = recent.get(place) ?? new RecentIds();
      recent.set(place, ids);
      return ids.isNew(event);
    });
}

function rowsOf(target: Target, records: readonly RawRecord[]): Rows {
  return records.flatMap(({ event, position }) => {
    const row = target.rowOf(event, position);
    return row ? [row] : [];
  });
}

async function connect(url: string, waits: boolean): Promise<pg.Client> {
  const client = new pg.Client(url);
  await client.connect();
  if (!waits) await client.query('set synchronous_commit = off');
  return client;
}
