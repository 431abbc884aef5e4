import { type Event, keyOf, topicOf } from '@hormesis/events';
import { ProblemError } from '@hormesis/http';
import type { Appended, EventLog } from '@hormesis/log';
import { logger } from '@hormesis/telemetry';

const log = logger('intake');

/**
 * Appends the events under their topics and keys, and answers in their order once all are durable. If any is not,
 * none is acknowledged: sent again, those that stand on the log get the position they have.
 */
export async function appendToLog(
  eventLog: EventLog,
  events: readonly Event[],
): Promise<readonly Appended[]> {
  const byTopic = Map.groupBy(
    events.map((event, at) => ({ event, at })),
    ({ event }) => topicOf(event),
  );
  const answers: Appended[] = [];
  await Promise.all(
    [...byTopic].map(async ([topic, entries]) => {
      const appended = await eventLog.append(
        topic,
        entries.map(({ event }) => ({ key: keyOf(event), event })),
      );
      for (const [n, { at }] of entries.entries()) {
        const answer = appended[n];
        if (answer) answers[at] = answer;
      }
    }),
  ).catch((error: unknown) => {
    log.error({ err: error, events: events.length }, 'the log did not take the events');
    throw new ProblemError({
      status: 503,
      code: 'log-unavailable',
      title: 'The event log does not take events now. None of these was acknowledged.',
      hint: 'Send the same events again, with the same ids: none will count twice.',
      retryAfter: 2,
    });
  });
  return answers;
}
