import type { Event } from '../envelope/event.js';
import type { CloudEventJson } from './cloud-event.js';
import { cloudEventFromEvent } from './cloud-event-from-event.js';
import { eventFromCloudEvent, type ReadingOptions } from './event-from-cloud-event.js';
import { readJsonFormat } from './json-format.js';
import { quickEvent } from './quick/quick-event.js';
import { utf8 } from './utf8.js';

/**
 * Reads a CloudEvent in the JSON event format. CDEvents of 0.1 to 0.5 become events of the current version; types that
 * we do not know are kept as sent. Throws {@link InvalidEvent}.
 */
export function decodeEvent(cloudEvent: unknown, options?: ReadingOptions): Event {
  return quickEvent(cloudEvent) ?? eventFromCloudEvent(readJsonFormat(cloudEvent), options);
}

/** Writes an event in the JSON event format; the data of a known type is the full CDEvent 0.5.1. */
export function encodeEvent(event: Event): CloudEventJson {
  const { attributes, payload } = cloudEventFromEvent(event);
  const written: CloudEventJson = attributes as Record<string, string> & CloudEventJson;
  if (payload.kind === 'json') written.data = payload.value;
  if (payload.kind === 'bytes') {
    const text = typeof event.data === 'string' ? utf8(payload.bytes) : undefined;
    if (text === undefined) written.data_base64 = Buffer.from(payload.bytes).toString('base64');
    else written.data = text;
  }
  return written;
}
