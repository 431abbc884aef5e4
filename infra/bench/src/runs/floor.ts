import type { Database } from '@hormesis/database';
import type { Projection } from '@hormesis/projection';
import pg from 'pg';
import { measured } from '../measure/figures.js';
import { InFlight } from '../raw/in-flight.js';
import { type RawRecord, readRaw } from '../raw/raw-reader.js';
import { makeTarget, type Target } from '../raw/target.js';
import { freshTables } from '../stage/fresh-tables.js';
import { countRows } from './count-rows.js';
import type { RunResult, RunSettings } from './run.js';

export type Floor = {
  projections: readonly Projection[];
  /** Partitions that are read side by side, each with a connection that writes. */
  lanes: number;
  /** Batches of a lane that are written at a time. */
  depth: number;
  /** Whether statements are sent without waiting for the answer to the one before. */
  isPipelined: boolean;
  /** Whether the tables have neither keys nor indexes at first. */
  isBare: boolean;
  /** Whether commits wait for the disk. */
  waits: boolean;
  begin(clients: readonly pg.Client[], targets: readonly Target[]): Writer;
};

export type Writer = {
  write(records: readonly RawRecord[], lane: number): Promise<void>;
  finish(): Promise<void>;
};

/** Reads the log with nothing but the driver, and writes what it makes of it. Loads none of the product's log. */
export async function runFloor(
  { stage, heads, limit }: RunSettings,
  db: Database,
  { projections, lanes, depth, begin, ...how }: Floor,
): Promise<RunResult> {
  await freshTables(db);
  const clients = await Promise.all(Array.from({ length: lanes }, () => connect(stage.url, how)));
  try {
    const targets = await makeTargets(stage.url, projections, how);
    const from = new Set<string>(projections.flatMap((projection) => projection.from));
    const figures = await measured(stage, async () => {
      const writer = begin(clients, targets);
      const flights = clients.map(() => new InFlight(depth));
      const count = await readRaw(
        stage,
        heads.filter(({ topic }) => from.has(topic)),
        {
          lanes,
          handle: async (records, lane) => flights[lane]?.add(writer.write(records, lane)),
          ...(limit === undefined ? {} : { limit }),
        },
      );
      for (const flight of flights) await flight.landed();
      await writer.finish();
      return count;
    });
    return { ...figures, rows: await countRows(db, targets) };
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
}

async function makeTargets(
  url: string,
  projections: readonly Projection[],
  how: Pick<Floor, 'isBare'>,
): Promise<Target[]> {
  const client = await connect(url, { isPipelined: false, waits: true });
  const targets: Target[] = [];
  for (const projection of projections) targets.push(await makeTarget(client, projection, how));
  await client.end();
  return targets;
}

async function connect(
  url: string,
  { isPipelined, waits }: Pick<Floor, 'isPipelined' | 'waits'>,
): Promise<pg.Client> {
  const config = { connectionString: url, pipeline: isPipelined };
  const client = new pg.Client(config);
  await client.connect();
  if (!waits) await client.query('set synchronous_commit = off');
  return client;
}
