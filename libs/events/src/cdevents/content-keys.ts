import type { EventDefinition } from '../catalogue/define-event.js';

/** The fields that `subject.content` of a standard type may have; anything else belongs into `customData`. */
export function contentKeys({ content }: EventDefinition): ReadonlySet<string> {
  return new Set('shape' in content ? Object.keys(content.shape as object) : []);
}
