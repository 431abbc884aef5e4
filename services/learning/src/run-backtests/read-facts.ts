import { type Facts, gatherFacts, type Period } from '@hormesis/backtest';
import type { Database } from '@hormesis/database';
import { type Event, isOurs } from '@hormesis/events';
import { type EventLog, type Position, topics } from '@hormesis/log';
import { waitForPosition } from '@hormesis/projection';
import { TimelineBehind } from './not-yet.js';

/** Incidents that began before the period may teach what is replayed in it; ramps may have begun before it, too. */
const beforeMs = 30 * 24 * 60 * 60_000;
/** Longer than that the backtest waits in the queue, where it holds nobody up. */
const patienceMs = 3_000;

const needed = [
  ...['service.deployed', 'service.upgraded', 'service.rolledback', 'service.removed'],
  ...['featureflag.defined', 'featureflag.flipped', 'featureflag.ramped', 'featureflag.removed'],
  ...['incident.detected', 'incident.resolved', 'incident.reopened', 'incident.mitigated'],
  ...['anomaly.detected', 'anomaly.cleared', 'attribution.ranked', 'action.completed'],
  ...['incident.annotated', 'incident.recovered', 'action.requested', 'action.judged'],
  ...['case.assembled', 'case.corrected'],
];

/** What this system decides; under these names others can tell of no incident, and change none. */
const onlyOurs = /^(incident|attribution|action|case)\./;

/**
 * Reads the incidents and changes of a period. What an incident was is told later, so cases of after the period count too.
 * @throws TimelineBehind if the timeline does not hold within 3 s what the log held when it was asked
 */
export async function readFacts(db: Database, log: EventLog, { from, to }: Period): Promise<Facts> {
  const heads = await Promise.all(
    [topics.changes, topics.incidents, topics.learning].map((topic) => lastOf(log, topic)),
  );
  if (!(await waitForPosition(db, 'timeline_entry', heads.flat(), patienceMs))) {
    throw new TimelineBehind(
      'The timeline is behind the log, so incidents and changes would be missing. It goes on once the timeline has caught up. Is the projector running?',
    );
  }
  const rows = await db.query<{ event: Event }>(
    `SELECT event FROM read.timeline_event
     WHERE name = ANY ($1) AND time >= $2::timestamptz AND (time < $3::timestamptz OR name LIKE 'case.%')
     ORDER BY time, topic, partition, "offset"`,
    [needed, new Date(from - beforeMs).toISOString(), new Date(to).toISOString()],
  );
  const events = rows.map(({ event }) => event);
  return gatherFacts(events.filter((event) => !onlyOurs.test(event.name) || isOurs(event)));
}

async function lastOf(log: EventLog, topic: string): Promise<Position[]> {
  const heads = await log.heads(topic);
  return heads.filter(({ offset }) => offset > 0).map((head) => ({ ...head, offset: head.offset - 1 }));
}
