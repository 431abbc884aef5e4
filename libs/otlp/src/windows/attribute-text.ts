import type { KeyValue } from '../messages/common.js';

/** Attributes by name, each value as a text: what names, versions and status codes are compared as. */
export type Attributes = ReadonlyMap<string, string>;

export function attributesOf(pairs: readonly KeyValue[]): Attributes {
  const attributes = new Map<string, string>();
  for (const { key, value } of pairs) {
    const text = value?.stringValue ?? value?.intValue ?? value?.doubleValue ?? value?.boolValue;
    if (text !== undefined) attributes.set(key, String(text));
  }
  return attributes;
}

/** The first of the names that says something. */
export function firstOf(attributes: Attributes, ...names: string[]): string | undefined {
  for (const name of names) {
    const text = attributes.get(name);
    if (text) return text;
  }
  return undefined;
}
