import type { Event } from '../envelope/event.js';

type Referring = { service?: { id?: unknown }; environment?: { id?: unknown } };

/** The service an event concerns: the subject of a `service.*` event, else what its data refers to. */
export function serviceOf(event: Pick<Event, 'name' | 'subject' | 'data'>): string | undefined {
  if (event.name.startsWith('service.')) return event.subject;
  return text(contentOf(event.data)?.service?.id);
}

/** The environment an event concerns, if it says so. */
export function environmentOf(event: Pick<Event, 'data'>): string | undefined {
  return text(contentOf(event.data)?.environment?.id);
}

/** What the data refers to; of a CDEvent that we only keep, what its content does. */
function contentOf(data: unknown): Referring | null | undefined {
  const kept = (data as { subject?: { content?: Referring | null } | null } | null)?.subject?.content;
  return kept ?? (data as Referring | null);
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
