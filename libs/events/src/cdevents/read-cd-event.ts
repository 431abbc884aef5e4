import type { EventBody, EventDefinition } from '../catalogue/define-event.js';
import type { Attributes } from '../codec/attributes.js';
import { InvalidEvent } from '../codec/invalid-event.js';
import type { CdEventExtras } from '../envelope/event.js';
import { upcastBody } from '../upcast/upcast-body.js';
import { upcastCdEvent } from '../upcast/upcast-cd-event.js';
import { assertSameIdentity } from './assert-same-identity.js';
import { type CdEvent, cdEvent } from './cd-event.js';
import { contentKeys, reservedKeys } from './content-keys.js';
import { issuesOf } from './issues-of.js';
import { type BodyReading, customOf, readBody } from './read-body.js';
import { isRecord, withDefaults } from './with-defaults.js';

/** What a CDEvent says. */
export type CdEventReading = {
  subject: string;
  timestamp: string | undefined;
  data: Record<string, unknown>;
  cdevent?: CdEventExtras;
};

/** Reads a CDEvent (0.1 to 0.5) of a type that we understand. Throws with every issue found. */
export function readCdEvent(
  json: unknown,
  definition: EventDefinition,
  attributes: Attributes,
): CdEventReading {
  const outer = cdEvent.safeParse(upcastCdEvent(json));
  if (!outer.success) throw new InvalidEvent(issuesOf(outer.error, ''));
  const event = outer.data;
  assertSameIdentity(event, attributes);
  const extras = extrasOf(event);
  return {
    subject: event.subject.id,
    timestamp: event.context.timestamp,
    data: dataOf(event, definition, attributes.type ?? ''),
    ...(Object.keys(extras).length > 0 ? { cdevent: extras } : {}),
  };
}

function dataOf(event: CdEvent, definition: EventDefinition, type: string): Record<string, unknown> {
  const body = upcastBody({ content: event.subject.content, customData: event.customData }, type, definition);
  const read = readBody(body, definition);
  return definition.vocabulary === 'cdevents'
    ? { ...flattened(body, definition, read), ...contentTypeOf(event) }
    : {
        ...(withDefaults(body.content, read.content) as object),
        ...leftOver(body.customData),
        ...contentTypeOf(event),
      };
}

/** Content and our additions side by side; what would hide one another stays under `customData`. */
function flattened(body: EventBody, definition: EventDefinition, read: BodyReading): Record<string, unknown> {
  const keys = contentKeys(definition);
  const additions: Record<string, unknown> = {};
  const hidden: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(withDefaults(customOf(body), read.custom) as object)) {
    const clashes = keys.has(key) || Object.hasOwn(body.content, key) || reservedKeys.has(key);
    (clashes ? hidden : additions)[key] = value;
  }
  const beyond = Object.entries(body.content).filter(([key]) => !keys.has(key));
  return {
    ...Object.fromEntries(beyond),
    ...additions,
    ...(read.content as object),
    ...leftOver(isRecord(body.customData) ? hidden : body.customData),
  };
}

function leftOver(customData: unknown): Record<string, unknown> {
  const empty = customData === undefined || (isRecord(customData) && Object.keys(customData).length === 0);
  return empty ? {} : { customData };
}

function contentTypeOf({ customDataContentType }: CdEvent): Record<string, unknown> {
  return customDataContentType === undefined ? {} : { customDataContentType };
}

function extrasOf({ context, subject }: CdEvent): CdEventExtras {
  return {
    ...(context.schemaUri === undefined ? {} : { schemaUri: context.schemaUri }),
    ...(context.chainId === undefined ? {} : { chainId: context.chainId }),
    ...(context.links === undefined ? {} : { links: context.links }),
    ...(subject.source === undefined ? {} : { subjectSource: subject.source }),
  };
}
