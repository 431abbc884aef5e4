import type { EventDefinition } from '../catalogue/define-event.js';
import type { Event } from '../envelope/event.js';
import { type CdEventJson, specVersion } from './cd-event.js';
import { contentKeys } from './content-keys.js';
import { isRecord } from './with-defaults.js';

/** The event as a full CDEvent of the version we write; our additions to a standard type go into `customData`. */
export function writeCdEvent(event: Event, definition: EventDefinition): CdEventJson {
  const { schemaUri, chainId, links, subjectSource } = event.cdevent ?? {};
  return {
    context: {
      specversion: specVersion,
      id: event.id,
      source: event.source,
      type: event.type,
      timestamp: event.time,
      ...(schemaUri === undefined ? {} : { schemaUri }),
      ...(chainId === undefined ? {} : { chainId }),
      ...(links === undefined ? {} : { links }),
    },
    ...body(event, definition, subjectSource),
  };
}

function body(
  event: Event,
  definition: EventDefinition,
  source: string | undefined,
): Omit<CdEventJson, 'context'> {
  const { customData, customDataContentType, ...data } = event.data as Record<string, unknown>;
  const keys = contentKeys(definition);
  const isContent = (key: string) => definition.vocabulary === 'cdeventsx' || keys.has(key);
  const [content, additions] = divided(data, isContent);
  const custom = joined(additions, customData);
  return {
    subject: { id: event.subject, ...(source === undefined ? {} : { source }), content },
    ...(custom === undefined ? {} : { customData: custom }),
    ...(typeof customDataContentType === 'string' ? { customDataContentType } : {}),
  };
}

function divided(data: Record<string, unknown>, isFirst: (key: string) => boolean) {
  const entries = Object.entries(data).filter(([, value]) => value !== undefined);
  const first = entries.filter(([key]) => isFirst(key));
  const second = entries.filter(([key]) => !isFirst(key));
  return [Object.fromEntries(first), Object.fromEntries(second)] as const;
}

function joined(additions: Record<string, unknown>, customData: unknown): unknown {
  if (Object.keys(additions).length === 0) return customData;
  if (customData === undefined) return additions;
  return isRecord(customData) ? { ...additions, ...customData } : { ...additions, customData };
}
