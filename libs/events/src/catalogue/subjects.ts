import type { Event } from '../envelope/event.js';

type Referring = { service?: { id?: unknown }; environment?: { id?: unknown } };

/** The service an event concerns: the subject of a `service.*` event, else what its data refers to. */
export function serviceOf(event: Pick<Event, 'name' | 'subject' | 'data'>): string | undefined {
  if (event.name.startsWith('service.')) return event.subject;
  return text((event.data as Referring | null)?.service?.id);
}

/** The environment an event concerns, if it says so. */
export function environmentOf(event: Pick<Event, 'data'>): string | undefined {
  return text((event.data as Referring | null)?.environment?.id);
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
