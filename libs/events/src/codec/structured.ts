import type { Event } from '../envelope/event.js';
import type { CloudEventJson } from './cloud-event.js';
import { cloudEventFromEvent } from './cloud-event-from-event.js';
import { eventFromCloudEvent, type ReadingOptions } from './event-from-cloud-event.js';
import { readJsonFormat } from './json-format.js';
import { utf8 } from './utf8.js';

/**
 * Reads a CloudEvent in the JSON event format. CDEvents of 0.1 to 0.5 become events of the current version; types that
 * we do not know are kept as sent. Throws {@link InvalidEvent}.
 */
export function decodeEvent(cloudEvent: unknown, options?: ReadingOptions): Event {
  return eventFromCloudEvent(readJsonFormat(cloudEvent), options);
}

/** Writes an event in the JSON event format; the data of a known type is the full CDEvent 0.5.1. */
export function encodeEvent(event: Event): CloudEventJson {
  const { attributes, payload } = cloudEventFromEvent(event);
  const written = attributes as Record<string, string> & CloudEventJson;
  if (payload.kind === 'none') return { ...written };
  if (payload.kind === 'json') return { ...written, data: payload.value };
  const text = typeof event.data === 'string' ? utf8(payload.bytes) : undefined;
  return text === undefined
    ? { ...written, data_base64: Buffer.from(payload.bytes).toString('base64') }
    : { ...written, data: text };
}
