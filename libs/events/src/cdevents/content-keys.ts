import type { EventDefinition } from '../catalogue/define-event.js';

const known = new WeakMap<EventDefinition, ReadonlySet<string>>();

/** The fields that `subject.content` of a standard type may have; anything else belongs into `customData`. */
export function contentKeys(definition: EventDefinition): ReadonlySet<string> {
  const found = known.get(definition);
  if (found) return found;
  const { content } = definition;
  const keys = new Set('shape' in content ? Object.keys(content.shape as object) : []);
  known.set(definition, keys);
  return keys;
}

/** Fields of an event's data that hold what stands under the same name beside the subject. */
export const reservedKeys: ReadonlySet<string> = new Set(['customData', 'customDataContentType']);
