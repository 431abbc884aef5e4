import type { Event } from '@hormesis/events';
import type { Caller } from '@hormesis/http';

export type Stamp = { caller: Caller; recordedTime: string; traceparent: string | undefined };

/**
 * The event with what only we know: when we knew, under which credential it came, and, if it brought none, the trace
 * in which it came. What a sender claims about the first two is replaced.
 */
export function stampEvent(event: Event, { caller, recordedTime, traceparent }: Stamp): Event {
  const trace = event.traceparent ?? traceparent;
  return {
    ...event,
    recordedTime,
    ...(trace === undefined ? {} : { traceparent: trace }),
    ...principal(event, caller),
  };
}

function principal(event: Event, caller: Caller): Pick<Event, 'actor' | 'extensions'> {
  if (event.actor) return { actor: { ...event.actor, credential: caller.token } };
  const claimed = event.extensions?.authtype !== undefined;
  return claimed
    ? { extensions: { ...event.extensions, credentialid: caller.token } }
    : { actor: { ...caller.actor, credential: caller.token } };
}
