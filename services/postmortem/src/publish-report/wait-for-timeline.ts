import type { Database } from '@hormesis/database';
import { ProblemError } from '@hormesis/http';
import { type EventLog, type Position, topics } from '@hormesis/log';
import { waitForPosition } from '@hormesis/projection';

const timeoutMs = 10_000;

/**
 * Waits until the timeline holds all that stands on the log now, so that nothing is missing from what is published.
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
  if (await waitForPosition(db, 'timeline_entry', last, timeoutMs)) return;
  throw new ProblemError({
    status: 503,
    code: 'behind',
    title: 'The timeline has not yet taken in all that stands on the log.',
    hint: 'Is the projector running? `hormesis status` shows how far it is. Try again in a moment.',
    retryAfter: 10,
  });
}
