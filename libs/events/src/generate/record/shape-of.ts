import type { EventDefinition } from '../../catalogue/define-event.js';
import { jsonSchemaOf } from '../json-schema.js';

/** What the data of a type looks like in one version, as JSON Schema without what is only said to people. */
export type Shape = { content: unknown; customData: unknown };

/** The same for the same shape, in whatever order its fields are written. */
export function shapeOf({ content, custom }: Pick<EventDefinition, 'content' | 'custom'>): Shape {
  return { content: canonical(jsonSchemaOf(content)), customData: canonical(jsonSchemaOf(custom)) };
}

/** Keywords that change nothing. The pattern beside a format is the validator’s way to check it. */
const prose = ['description'];
const unordered = new Set(['required', 'enum', 'type']);

/** A schema, or a part of one that holds no names of fields. */
function canonical(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(canonical);
  if (typeof schema !== 'object' || schema === null) return schema;
  const ignored = 'format' in schema ? [...prose, 'pattern'] : prose;
  const said = Object.entries(schema).filter(([keyword]) => !ignored.includes(keyword));
  return sorted(
    said.map(([keyword, value]) => {
      if (keyword === 'properties') return [keyword, namesOf(value)];
      if (keyword === 'default' || keyword === 'const') return [keyword, value];
      const isSet = unordered.has(keyword) && Array.isArray(value);
      return [keyword, isSet ? value.toSorted() : canonical(value)];
    }),
  );
}

function namesOf(properties: object): unknown {
  return sorted(Object.entries(properties).map(([name, schema]) => [name, canonical(schema)]));
}

function sorted(entries: readonly (readonly [string, unknown])[]): unknown {
  return Object.fromEntries(entries.toSorted(([one], [other]) => (one < other ? -1 : 1)));
}
