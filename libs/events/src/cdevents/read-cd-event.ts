import type { EventDefinition } from '../catalogue/define-event.js';
import type { Understood } from '../catalogue/find-definition.js';
import type { Attributes } from '../codec/attributes.js';
import { InvalidEvent } from '../codec/invalid-event.js';
import type { CdEventExtras } from '../envelope/event.js';
import { upcastCdEvent } from '../upcast/upcast-cd-event.js';
import { assertSameIdentity } from './assert-same-identity.js';
import { type CdEvent, cdEvent } from './cd-event.js';
import { contentKeys, reservedKeys } from './content-keys.js';
import { issuesOf } from './issues-of.js';
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
  { definition }: Understood,
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
    data: dataOf(event, definition),
    ...(Object.keys(extras).length > 0 ? { cdevent: extras } : {}),
  };
}

function dataOf(event: CdEvent, definition: EventDefinition): Record<string, unknown> {
  const { content } = event.subject;
  const custom = isRecord(event.customData) ? event.customData : {};
  const parsed = definition.content.safeParse(content);
  const parsedCustom = definition.custom.safeParse(custom);
  if (!parsed.success || !parsedCustom.success) {
    throw new InvalidEvent([
      ...(parsed.error ? issuesOf(parsed.error, 'subject.content') : []),
      ...(parsedCustom.error ? issuesOf(parsedCustom.error, 'customData') : []),
    ]);
  }
  return definition.vocabulary === 'cdevents'
    ? flattened(event, definition, parsed.data, withDefaults(custom, parsedCustom.data))
    : {
        ...(withDefaults(content, parsed.data) as object),
        ...leftOver(event, isRecord(event.customData) ? custom : event.customData),
      };
}

/** Content and our additions side by side; what would hide one another stays under `customData`. */
function flattened(event: CdEvent, definition: EventDefinition, content: unknown, custom: unknown) {
  const keys = contentKeys(definition);
  const additions: Record<string, unknown> = {};
  const hidden: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(custom as object)) {
    const clashes = keys.has(key) || Object.hasOwn(event.subject.content, key) || reservedKeys.has(key);
    (clashes ? hidden : additions)[key] = value;
  }
  const beyond = Object.entries(event.subject.content).filter(([key]) => !keys.has(key));
  return {
    ...Object.fromEntries(beyond),
    ...additions,
    ...(content as object),
    ...leftOver(event, isRecord(event.customData) ? hidden : event.customData),
  };
}

function leftOver({ customDataContentType }: CdEvent, customData: unknown): Record<string, unknown> {
  const empty = customData === undefined || (isRecord(customData) && Object.keys(customData).length === 0);
  return {
    ...(empty ? {} : { customData }),
    ...(customDataContentType === undefined ? {} : { customDataContentType }),
  };
}

function extrasOf({ context, subject }: CdEvent): CdEventExtras {
  return {
    ...(context.schemaUri === undefined ? {} : { schemaUri: context.schemaUri }),
    ...(context.chainId === undefined ? {} : { chainId: context.chainId }),
    ...(context.links === undefined ? {} : { links: context.links }),
    ...(subject.source === undefined ? {} : { subjectSource: subject.source }),
  };
}
