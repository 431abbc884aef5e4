import { problem } from '@hormesis/api';
import { type ProblemDetail, ProblemError } from '@hormesis/http';
import { formatPosition } from '@hormesis/log';
import { z } from 'zod';
import { tooLarge } from './check-event.js';
import type { Accepted, Reception, Rejected } from './reception.js';

export const acceptedEvent = z
  .object({
    index: z.number().int().meta({ description: 'Place in the batch, from 0.' }),
    id: z.string(),
    source: z.string(),
    position: z.string().meta({ description: 'Where it stands: `topic/partition@offset`.' }),
    duplicate: z
      .boolean()
      .meta({ description: 'It stood there before: the same source and id was sent again.' }),
  })
  .meta({ id: 'AcceptedEvent' });

export const eventsAccepted = z.object({ events: z.array(acceptedEvent) }).meta({ id: 'EventsAccepted' });
export const someEventsAccepted = z
  .object({ accepted: z.array(acceptedEvent), problem })
  .meta({ id: 'SomeEventsAccepted' });

export type Answer =
  | { status: 202; body: z.infer<typeof eventsAccepted> }
  | { status: 207; body: z.infer<typeof someEventsAccepted> };

/** What to answer: 202 when all events are durable, 207 when some are. Throws a problem when none is. */
export function answerOf({ accepted, rejected }: Reception): Answer {
  if (rejected.length === 0) return { status: 202, body: { events: accepted.map(shown) } };
  const errors = rejected.flatMap(errorsOf);
  if (accepted.length === 0) throw new ProblemError({ ...refusal(rejected), errors });
  const title = `${rejected.length} of ${accepted.length + rejected.length} events were not taken; the others were.`;
  return {
    status: 207,
    body: {
      accepted: accepted.map(shown),
      problem: {
        type: 'https://hormesis.dev/problems/invalid-events',
        status: 207,
        code: 'invalid-events',
        title,
        hint: 'Mend what `errors` names, and send those events again; to send all again does no harm.',
        errors,
      },
    },
  };
}

function shown({ index, event: { id, source }, position, duplicate }: Accepted) {
  return { index, id, source, position: formatPosition(position), duplicate };
}

function errorsOf({ index, issues }: Rejected): ProblemDetail[] {
  return issues.map((issue) => ({ index, ...issue }));
}

function refusal(rejected: readonly Rejected[]) {
  if (rejected.every(({ issues }) => issues[0]?.reason === tooLarge)) {
    return { status: 413, code: 'too-large', title: 'An event may have at most 256 KiB.' };
  }
  const what = rejected.length === 1 ? 'The event was not taken.' : 'None of the events was taken.';
  return {
    status: 422,
    code: 'invalid-event',
    title: what,
    hint: 'Mend what `errors` names, and send again. What was sent can be seen at /v1/quarantine.',
  };
}
