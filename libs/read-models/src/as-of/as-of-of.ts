import type { AsOf } from '@hormesis/api';
import type { Queryable } from '@hormesis/database';
import { type EventLog, formatPosition } from '@hormesis/log';
import { behind, waitForPosition } from '@hormesis/projection';
import { changeHistory } from '../projections/change-history.js';
import { timelineEntry } from '../projections/timeline-entry.js';
import type { Cut } from './cut.js';
import { NotTakenIn } from './invalid-as-of.js';

/** What answers as of then are made from. */
const sources = [changeHistory, timelineEntry];

/** How long a record that is on the log may take to be taken in, milliseconds. */
const patience = 1_000;

/**
 * Waits until the records that a cut names have been taken in.
 * @throws {NotTakenIn} if they have not after a second.
 */
export async function untilTakenIn(db: Queryable, { places = [] }: Cut): Promise<void> {
  for (const { name, from } of sources) {
    const wanted = places.filter(({ topic }) => (from as readonly string[]).includes(topic));
    if (wanted.length === 0 || (await waitForPosition(db, name, wanted, patience))) continue;
    throw new NotTakenIn(`${wanted.map(formatPosition).join(', ')} has not been taken into ${name} yet.`);
  }
}

/** What an answer is as of, and whether anything may be missing in it. */
export async function asOfOf(db: Queryable, log: EventLog, cut: Cut): Promise<AsOf> {
  const names = sources.map(({ name }) => name);
  const [distances, [letters]] = await Promise.all([
    Promise.all(names.map((name) => behind(db, log, name))),
    db.query<{ parked: number; discarded: number }>(
      `SELECT count(DISTINCT (d.topic, d.partition, d."offset")) FILTER (WHERE d.state = 'parked') AS parked,
              count(DISTINCT (d.topic, d.partition, d."offset")) FILTER (WHERE d.state = 'discarded') AS discarded
       FROM projection.build b JOIN projection.dead_letter d USING (projection, build)
       WHERE b.state = 'live' AND b.projection = ANY ($1)`,
      [names],
    ),
  ]);
  return {
    at: cut.at ?? null,
    known: cut.known ?? null,
    position: cut.places?.map(formatPosition).join(',') ?? null,
    behind: Math.max(...distances),
    parked: letters?.parked ?? 0,
    discarded: letters?.discarded ?? 0,
  };
}
