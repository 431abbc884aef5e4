import type { Database } from '@hormesis/database';
import { ProblemError } from '@hormesis/http';
import { type EventLog, type Position, topics } from '@hormesis/log';
import { waitForPosition } from '@hormesis/projection';

const timeoutMs = 10_000;

/**
 * Waits until the timeline, and what tells whose its events are, hold all that stands on the log now, so that nothing is missing from what is published.
 * @throws ProblemError 503 after 10 s
 */
export async function waitForTimeline(db: Database, log: EventLog): Promise<void> {
  const heads = await Promise.all(
    [topics.changes, topics.incidents, topics.learning].map((topic) => log.heads(topic)),
  );
  const last: Position[] = heads
    .flat()
    .filter(({ offset }) => offset > 0)
    .map((head) => ({ ...head, offset: head.offset - 1 }));
  const of = (...names: string[]) => last.filter(({ topic }) => names.includes(topic));
  const needs: readonly (readonly [string, readonly Position[]])[] = [
    ['timeline_entry', last],
    ['incident_reference', of(topics.incidents)],
    ['incident', of(topics.incidents, topics.learning)],
  ];
  const waits = needs.map(([projection, positions]) => waitForPosition(db, projection, positions, timeoutMs));
  if ((await Promise.all(waits)).every(Boolean)) return;
  throw new ProblemError({
    status: 503,
    code: 'behind',
    title: 'The timeline has not yet taken in all that stands on the log.',
    hint: 'Is the projector running? `hormesis status` shows how far it is. Try again in a moment.',
    retryAfter: 10,
  });
}
