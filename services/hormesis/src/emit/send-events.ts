import type { Problem } from '../cli/refusal.js';
import type { Server } from '../cli/server.js';

export type Receipt = { index: number; id: string; source: string; position: string; duplicate: boolean };

/** What was taken, and, if not everything was, what is wrong with the rest. */
export type Sent = { accepted: readonly Receipt[]; problem?: Problem };

/**
 * Sends one event, or all of an array in one request.
 * @throws CliError when none was taken
 */
export async function sendEvents(server: Server, events: unknown): Promise<Sent> {
  const { body, type } = requestOf(events);
  const answer = await server.json<{ events: Receipt[] } | { accepted: Receipt[]; problem: Problem }>(
    '/v1/events',
    { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': type } },
  );
  return 'events' in answer ? { accepted: answer.events } : answer;
}

export function receiptLine({ id, position, duplicate }: Receipt): string {
  return `${id}  ${position}${duplicate ? '  (was already there)' : ''}`;
}

function requestOf(events: unknown): { body: unknown; type: string } {
  if (Array.isArray(events)) {
    return { body: events.map(asCloudEvent), type: 'application/cloudevents-batch+json' };
  }
  return { body: events, type: isBare(events) ? 'application/json' : 'application/cloudevents+json' };
}

type BareEvent = { context: Record<string, unknown> };

/** A batch holds CloudEvents only, so a CDEvent without its envelope gets one. */
function asCloudEvent(event: unknown): unknown {
  if (!isBare(event)) return event;
  const { id, source, type, timestamp } = event.context;
  return {
    specversion: '1.0',
    id,
    source,
    type,
    ...(timestamp === undefined ? {} : { time: timestamp }),
    datacontenttype: 'application/json',
    data: event,
  };
}

function isBare(event: unknown): event is BareEvent {
  return (
    typeof event === 'object' &&
    event !== null &&
    'context' in event &&
    typeof event.context === 'object' &&
    event.context !== null
  );
}
