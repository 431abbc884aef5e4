import { isStorable, maxDepth } from '../storable.js';

export type Json = Record<string, unknown>;

/** Whether the value is an object as `JSON.parse` makes it. */
export function isJsonObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** Whether a value that stands `depth` levels deep in the data can certainly be stored. */
export function isSurelyStorable(value: unknown, depth: number): boolean {
  if (typeof value === 'string') return isStorable(value);
  if (typeof value !== 'object' || value === null) return true;
  if (depth >= maxDepth) return false;
  if (Array.isArray(value)) {
    for (const item of value) if (!isSurelyStorable(item, depth + 1)) return false;
    return true;
  }
  if (!isJsonObject(value)) return false;
  for (const key in value) {
    if (!isStorable(key) || !isSurelyStorable(value[key], depth + 1)) return false;
  }
  return true;
}
