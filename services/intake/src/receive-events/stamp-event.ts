import type { Event } from '@hormesis/events';
import type { Caller } from '@hormesis/http';

export type Stamp = { caller: Caller; recordedTime: string };

/**
 * The event with what only we know: when we knew, and under which credential it came. What a sender claims about
 * these is replaced. The log adds the trace, if the event brought none.
 */
export function stampEvent(event: Event, { caller, recordedTime }: Stamp): Event {
  return { ...event, recordedTime, ...principal(event, caller) };
}

function principal(event: Event, caller: Caller): Pick<Event, 'actor' | 'extensions'> {
  if (event.actor) return { actor: { ...event.actor, credential: caller.token } };
  const claimed = event.extensions?.authtype !== undefined;
  return claimed
    ? { extensions: { ...event.extensions, credentialid: caller.token } }
    : { actor: { ...caller.actor, credential: caller.token } };
}
