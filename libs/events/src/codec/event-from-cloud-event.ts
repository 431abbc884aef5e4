import { type EventDefinition, fullType } from '../catalogue/define-event.js';
import { type FindDefinition, findDefinition } from '../catalogue/find-definition.js';
import { readCdEvent } from '../cdevents/read-cd-event.js';
import type { Event, Instant } from '../envelope/event.js';
import { type Attributes, assertAttributes } from './attributes.js';
import type { CloudEvent } from './cloud-event.js';
import { isJson, parseContentType } from './content-type.js';
import { extendedOf } from './extensions.js';
import { InvalidEvent } from './invalid-event.js';
import { jsonOf, keptData } from './kept-data.js';

export type ReadingOptions = {
  /** When the event came in: its time, if its author gave none. Without it such an event is refused. */
  receivedAt?: Instant;
};

/** Asks what a CloudEvent means, by the catalogue if no other definitions are given. Throws {@link InvalidEvent}. */
export function eventFromCloudEvent(
  cloudEvent: CloudEvent,
  options: ReadingOptions = {},
  find: FindDefinition = findDefinition,
): Event {
  const { attributes } = cloudEvent;
  assertAttributes(attributes);
  const known = find(attributes.type ?? '');
  return known ? understood(cloudEvent, known, options) : kept(cloudEvent, options);
}

function understood(cloudEvent: CloudEvent, known: EventDefinition, options: ReadingOptions): Event {
  const { attributes, payload } = cloudEvent;
  const contentType = attributes.datacontenttype ?? 'application/json';
  if (!isJson(parseContentType(contentType))) {
    throw InvalidEvent.because('datacontenttype', `is ${contentType}`, 'A CDEvent is `application/json`.');
  }
  if (payload.kind === 'none') {
    throw InvalidEvent.because('data', 'is missing', 'Send the whole CDEvent as the data.');
  }
  const { timestamp, ...reading } = readCdEvent(jsonOf(payload, contentType), known, attributes);
  return {
    name: known.name,
    type: fullType(known),
    ...identity(attributes, options, timestamp),
    ...extendedOf(attributes),
    ...reading,
  };
}

function kept(cloudEvent: CloudEvent, options: ReadingOptions): Event {
  const { attributes } = cloudEvent;
  const type = attributes.type ?? '';
  const dataSchema = attributes.dataschema;
  return {
    name: type,
    type,
    subject: attributes.subject ?? '',
    ...identity(attributes, options),
    ...extendedOf(attributes),
    ...keptData(cloudEvent),
    ...(dataSchema === undefined ? {} : { dataSchema }),
  };
}

function identity(attributes: Attributes, { receivedAt }: ReadingOptions, timestamp?: string) {
  const time = attributes.time ?? timestamp ?? attributes.recordedtime ?? receivedAt;
  if (time === undefined) {
    throw InvalidEvent.because('time', 'is missing', 'Say when it happened: `2026-11-22T10:00:00.123Z`.');
  }
  return { id: attributes.id ?? '', source: attributes.source ?? '', time };
}
