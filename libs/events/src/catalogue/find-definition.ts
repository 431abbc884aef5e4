import { catalogue } from './catalogue.js';
import { type EventDefinition, fullType } from './define-event.js';
import { compareVersions, versionOf } from './version.js';

/** Finds the definition by which a full type is read. */
export type FindDefinition = (type: string) => EventDefinition | undefined;

/**
 * Finds among these definitions. An older version is read as the one we know; a newer one we do not understand, so it
 * is only kept.
 */
export function findAmong(definitions: Iterable<EventDefinition>): FindDefinition {
  const byStem = new Map<string, EventDefinition>();
  for (const definition of definitions) byStem.set(stem(fullType(definition)), definition);
  return (type) => {
    const known = byStem.get(stem(type));
    if (!known) return undefined;
    return compareVersions(versionOf(type), versionOf(known.version)) > 0 ? undefined : known;
  };
}

/** Finds in the catalogue. */
export const findDefinition: FindDefinition = findAmong(Object.values(catalogue) as EventDefinition[]);

function stem(type: string): string {
  return type.replace(/\.\d+\.\d+\.\d+(-draft)?$/, '');
}
