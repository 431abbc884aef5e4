import { meaningOf } from './field-meanings.js';
import type { JsonSchema } from './json-schema.js';

export type FieldRow = { field: string; type: string; required: boolean; meaning: string };

/** One row for each field of an object schema, nested ones by their path. */
export function fieldRows(schema: JsonSchema, at: string): FieldRow[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const path = `${at}.${name}`;
    const required = schema.required?.includes(name) ?? false;
    const row = { field: path, type: typeName(field), required, meaning: meaningOf(name, field) };
    return [row, ...nestedRows(field, path)];
  });
}

function nestedRows(field: JsonSchema, path: string): FieldRow[] {
  if (field.items) return fieldRows(field.items, `${path}[]`);
  return [...(field.anyOf ?? field.oneOf ?? []), field].flatMap((choice) => fieldRows(choice, path));
}

/** The type in words: `text`, `number`, `list of object`, or the values it may have. */
export function typeName(schema: JsonSchema): string {
  if ('const' in schema) return code(schema.const);
  if (schema.enum) return schema.enum.map(code).join(' · ');
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return [...new Set(choices.map(typeName))].join(' · ');
  if (Array.isArray(schema.type)) return schema.type.map((type) => plainName(type, schema)).join(' · ');
  return plainName(schema.type ?? 'any', schema);
}

function plainName(type: string, schema: JsonSchema): string {
  switch (type) {
    case 'string':
      return schema.format === 'date-time' ? 'instant' : 'text';
    case 'array':
      return `list of ${typeName(schema.items ?? {})}`;
    case 'object':
      return schema.properties || typeof schema.additionalProperties !== 'object'
        ? 'object'
        : `object of ${typeName(schema.additionalProperties)}`;
    case 'integer':
      return 'whole number';
    default:
      return type;
  }
}

function code(value: unknown): string {
  return `\`${String(value)}\``;
}
