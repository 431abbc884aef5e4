import type { EventDefinition } from '../catalogue/define-event.js';
import { jsonSchemaOf } from './json-schema.js';

/** In words, the key under which events of a type stand, unless they bring a `partitionkey`. */
export function keyInWords({ name, topic, content }: EventDefinition): string {
  if (topic === 'hormesis.learning' || name.startsWith('service.')) return '`subject.id`';
  const { properties = {}, required = [] } = jsonSchemaOf(content);
  if (!('service' in properties)) return '`subject.id`';
  const service = '`subject.content.service.id`';
  return required.includes('service') ? service : `${service}, else \`subject.id\``;
}
