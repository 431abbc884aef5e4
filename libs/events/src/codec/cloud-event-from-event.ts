import { catalogue, isKnown } from '../catalogue/catalogue.js';
import { writeCdEvent } from '../cdevents/write-cd-event.js';
import type { Event } from '../envelope/event.js';
import type { CloudEvent, Payload } from './cloud-event.js';
import { extensionAttributes } from './extensions.js';
import { payloadOfKept } from './kept-data.js';

/** The CloudEvent that says what the event says; the data of a known type is the full CDEvent. */
export function cloudEventFromEvent(event: Event): CloudEvent {
  const payload: Payload = isKnown(event)
    ? { kind: 'json', value: writeCdEvent(event, catalogue[event.name]) }
    : payloadOfKept(event);
  const contentType = event.dataContentType ?? 'application/json';
  return {
    attributes: {
      specversion: '1.0',
      id: event.id,
      source: event.source,
      type: event.type,
      ...(event.subject === '' ? {} : { subject: event.subject }),
      time: event.time,
      ...(payload.kind === 'none' ? {} : { datacontenttype: contentType }),
      ...(event.dataSchema === undefined ? {} : { dataschema: event.dataSchema }),
      ...extensionAttributes(event),
    },
    payload,
  };
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
