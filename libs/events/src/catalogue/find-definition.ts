import { catalogue, type EventName } from './catalogue.js';
import { type EventDefinition, fullType } from './define-event.js';

/** A type that we understand: its name, and what it looks like now. */
export type Understood = { name: EventName; definition: EventDefinition };

const byStem = new Map<string, Understood>(
  (Object.entries(catalogue) as [EventName, EventDefinition][]).map(([name, definition]) => [
    stem(fullType(definition)),
    { name, definition },
  ]),
);

/**
 * The definition by which a full type is read. An older version is read as the one we know; a newer one we do not
 * understand, so it is only kept.
 */
export function findDefinition(type: string): Understood | undefined {
  const known = byStem.get(stem(type));
  if (!known || isNewer(versionOf(type), versionOf(known.definition.version))) return undefined;
  return known;
}

function stem(type: string): string {
  return type.replace(/\.\d+\.\d+\.\d+(-draft)?$/, '');
}

function versionOf(type: string): readonly number[] {
  const match = /(\d+)\.(\d+)\.(\d+)(-draft)?$/.exec(type);
  return match ? match.slice(1, 4).map(Number) : [];
}

function isNewer(version: readonly number[], than: readonly number[]): boolean {
  if (version.length === 0) return true;
  for (const [at, part] of version.entries()) {
    const other = than[at] ?? 0;
    if (part !== other) return part > other;
  }
  return false;
}
