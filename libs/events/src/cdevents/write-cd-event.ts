import type { EventDefinition } from '../catalogue/define-event.js';
import type { Event } from '../envelope/event.js';
import { type CdEventJson, specVersion } from './cd-event.js';
import { contentKeys, reservedKeys } from './content-keys.js';
import { isRecord } from './with-defaults.js';

type Json = Record<string, unknown>;

/** The event as a full CDEvent of the version we write; our additions to a standard type go into `customData`. */
export function writeCdEvent(event: Event, definition: EventDefinition): CdEventJson {
  const data = event.data as Json;
  const [content, additions] =
    definition.vocabulary === 'cdevents' ? divided(data, contentKeys(definition)) : [whole(data), undefined];
  const written: CdEventJson = { context: contextOf(event), subject: subjectOf(event, content) };
  const custom = joined(additions, data.customData);
  if (custom !== undefined) written.customData = custom;
  if (typeof data.customDataContentType === 'string') {
    written.customDataContentType = data.customDataContentType;
  }
  return written;
}

function contextOf({ id, source, type, time, cdevent }: Event): CdEventJson['context'] {
  const context: CdEventJson['context'] = { specversion: specVersion, id, source, type, timestamp: time };
  if (cdevent === undefined) return context;
  const { schemaUri, chainId, links } = cdevent;
  if (schemaUri !== undefined) context.schemaUri = schemaUri;
  if (chainId !== undefined) context.chainId = chainId;
  if (links !== undefined) context.links = links;
  return context;
}

function subjectOf({ subject, cdevent }: Event, content: Json): CdEventJson['subject'] {
  const source = cdevent?.subjectSource;
  return source === undefined ? { id: subject, content } : { id: subject, source, content };
}

function whole(data: Json): Json {
  const content = { ...data };
  for (const key in content) if (reservedKeys.has(key) || content[key] === undefined) delete content[key];
  return content;
}

/** What a standard type may have as content, and our additions to it. */
function divided(data: Json, keys: ReadonlySet<string>): readonly [Json, Json | undefined] {
  const content: Json = {};
  let additions: Json | undefined;
  for (const key of Object.keys(data)) {
    const value = data[key];
    if (value === undefined || reservedKeys.has(key)) continue;
    if (keys.has(key)) content[key] = value;
    else {
      additions ??= {};
      additions[key] = value;
    }
  }
  return [content, additions];
}

function joined(additions: Json | undefined, customData: unknown): unknown {
  if (additions === undefined) return customData;
  if (customData === undefined) return additions;
  return isRecord(customData) ? { ...additions, ...customData } : { ...additions, customData };
}
