import { catalogue, isKnown } from '../catalogue/catalogue.js';
import { writeCdEvent } from '../cdevents/write-cd-event.js';
import type { Event } from '../envelope/event.js';
import type { CloudEvent, Payload } from './cloud-event.js';
import { putExtensionAttributes } from './extensions.js';
import { payloadOfKept } from './kept-data.js';

/** The CloudEvent that says what the event says; the data of a known type is the full CDEvent. */
export function cloudEventFromEvent(event: Event): CloudEvent & { attributes: Record<string, string> } {
  const payload: Payload = isKnown(event)
    ? { kind: 'json', value: writeCdEvent(event, catalogue[event.name]) }
    : payloadOfKept(event);
  const { id, source, type, subject, time } = event;
  const attributes: Record<string, string> = { specversion: '1.0', id, source, type };
  if (subject !== '') attributes.subject = subject;
  attributes.time = time;
  if (payload.kind !== 'none') attributes.datacontenttype = event.dataContentType ?? 'application/json';
  if (event.dataSchema !== undefined) attributes.dataschema = event.dataSchema;
  putExtensionAttributes(event, attributes);
  return { attributes, payload };
}

/** The payload as bytes, for the binary modes. */
export function bytesOfPayload(payload: Payload): Buffer {
  switch (payload.kind) {
    case 'none':
      return Buffer.alloc(0);
    case 'json':
      return Buffer.from(JSON.stringify(payload.value), 'utf8');
    case 'bytes':
      return Buffer.from(payload.bytes);
  }
}
