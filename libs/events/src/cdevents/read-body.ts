import type { EventBody, EventDefinition } from '../catalogue/define-event.js';
import { InvalidEvent } from '../codec/invalid-event.js';
import { issuesOf } from './issues-of.js';
import { isRecord } from './with-defaults.js';

/** What the schemas of a version make of a body. */
export type BodyReading = { content: unknown; custom: unknown };

/** Reads a body by the schemas of one version. Throws with every issue found. */
export function readBody(
  body: EventBody,
  { content, custom }: Pick<EventDefinition, 'content' | 'custom'>,
): BodyReading {
  const parsed = content.safeParse(body.content);
  const parsedCustom = custom.safeParse(customOf(body));
  if (parsed.success && parsedCustom.success) return { content: parsed.data, custom: parsedCustom.data };
  throw new InvalidEvent([
    ...(parsed.error ? issuesOf(parsed.error, 'subject.content') : []),
    ...(parsedCustom.error ? issuesOf(parsedCustom.error, 'customData') : []),
  ]);
}

/** The fields of the custom data; none if it is something else. */
export function customOf({ customData }: EventBody): Record<string, unknown> {
  return isRecord(customData) ? customData : {};
}
