import { propertyName } from './source-text.js';

/** How deep the shape of an answer is looked at. */
const deepest = 5;

/**
 * What a vitest matcher of an answer’s shape looks like, on one line: fields and their types, never their values. Further
 * fields do no harm. `undefined`: the body is no JSON, or has no shape to speak of.
 */
export function bodyShape(body: string | undefined): string | undefined {
  if (body === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? shapeOf(value, 0) : undefined;
  } catch {
    return undefined;
  }
}

function shapeOf(value: unknown, depth: number): string | undefined {
  if (Array.isArray(value)) return 'expect.any(Array)';
  if (value === null || depth > deepest) return undefined;
  switch (typeof value) {
    case 'string':
      return 'expect.any(String)';
    case 'number':
      return 'expect.any(Number)';
    case 'boolean':
      return 'expect.any(Boolean)';
    case 'object': {
      const fields = Object.entries(value).flatMap(([name, field]) => {
        const shape = shapeOf(field, depth + 1);
        return shape === undefined ? [] : [`${propertyName(name)}: ${shape}`];
      });
      return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
    }
    default:
      return undefined;
  }
}
