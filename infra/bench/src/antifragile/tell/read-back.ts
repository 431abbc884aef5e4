import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Database } from '@hormesis/database';
import { type Event, keyOf, topicOf } from '@hormesis/events';
import type { EventLog } from '@hormesis/log';
import { PostgresLog } from '@hormesis/log-postgres';
import { migrateProjections, ProjectionRunner } from '@hormesis/projection';
import { migrateReadModels, readLearningOverview, readModels } from '@hormesis/read-models';
import type { Recorded, Story } from './story.js';

/** What `GET /api/learning` answers differently from what was recorded: none where the numbers are the same. */
export type Difference = { incident: string; field: keyof Recorded; recorded: unknown; shown: unknown };
export type ReadBack = { incidents: number; caught: number; missed: number; differences: Difference[] };

const batch = 500;
const lookEveryMs = 50;

/**
 * Appends the story to the embedded log of a database, lets the product’s projections take it in, and asks what the
 * console and the dashboard read.
 */
export async function readBack(db: Database, { events, recorded }: Story): Promise<ReadBack> {
  await migrateProjections(db);
  await migrateReadModels(db);
  const log = await PostgresLog.open(db);
  try {
    await append(log, events);
    await project(db, log);
    const shown = await shownBy(db);
    return {
      incidents: shown.occurrences.size,
      ...{ caught: shown.caught, missed: shown.missed },
      differences: recorded.flatMap((one) => differencesOf(one, shown.occurrences.get(one.incident))),
    };
  } finally {
    await log.close();
  }
}

async function append(log: EventLog, events: readonly Event[]): Promise<void> {
  const inOrder = events.toSorted((a, b) => Date.parse(a.time) - Date.parse(b.time));
  for (const [topic, all] of Map.groupBy(inOrder, topicOf)) {
    for (let from = 0; from < all.length; from += batch) {
      const entries = all.slice(from, from + batch).map((event) => ({ key: keyOf(event), event }));
      await log.append(topic, entries);
    }
  }
}

async function project(db: Database, log: EventLog): Promise<void> {
  const errors: unknown[] = [];
  const projections = readModels;
  const onError = (error: unknown) => void errors.push(error);
  const runner = new ProjectionRunner({ db, log, projections, group: `bench-${randomUUID()}`, onError });
  await runner.start();
  const topics = [...new Set(projections.flatMap(({ from }) => [...from]))];
  const heads = (await Promise.all(topics.map((topic) => log.heads(topic)))).flat();
  while (!(await hasTaken(db, heads)) && errors.length === 0) await wait(lookEveryMs);
  await runner.stop();
  if (errors.length > 0) throw errors[0];
}

async function hasTaken(
  db: Database,
  heads: readonly { topic: string; partition: number; offset: number }[],
) {
  const rows = await db.query<{ name: string; topic: string; partition: number; offset: number }>(
    'select projection as name, topic, partition, next_offset as "offset" from projection.checkpoint',
  );
  const taken = new Map(rows.map((row) => [`${row.name} ${row.topic} ${row.partition}`, row.offset]));
  return readModels.every(({ name, from }) =>
    heads
      .filter(({ topic, offset }) => offset > 0 && (from as readonly string[]).includes(topic))
      .every(({ topic, partition, offset }) => (taken.get(`${name} ${topic} ${partition}`) ?? 0) >= offset),
  );
}

type Occurrence = Pick<Recorded, 'fingerprint' | 'detectMs' | 'stoppedBy' | 'exposedUserSeconds'>;

async function shownBy(db: Database) {
  const occurrences = new Map<string, Occurrence>();
  let [caught, missed] = [0, 0];
  let cursor: string | undefined;
  do {
    const page = await readLearningOverview(db, {
      now: new Date().toISOString(),
      ...(cursor ? { cursor } : {}),
    });
    for (const { fingerprint, occurrences: all } of page.items)
      for (const { incident, ...one } of all) occurrences.set(incident, { fingerprint, ...one });
    ({ caught, missed } = page.totals);
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  return { occurrences, caught, missed };
}

function differencesOf(recorded: Recorded, shown: Occurrence | undefined): Difference[] {
  const fields = ['fingerprint', 'detectMs', 'stoppedBy', 'exposedUserSeconds'] as const;
  return fields
    .filter((field) => shown?.[field] !== recorded[field])
    .map((field) => ({
      incident: recorded.incident,
      field,
      recorded: recorded[field],
      shown: shown?.[field],
    }));
}
