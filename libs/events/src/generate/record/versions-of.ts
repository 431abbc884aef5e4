import { type EventDefinition, fullType } from '../../catalogue/define-event.js';
import { type Shape, shapeOf } from './shape-of.js';

/** A type in one of its versions. */
export type TypeVersion = { name: string; version: string; type: string; shape: Shape };

/** Every version of every definition, the current one last. */
export function versionsOf(definitions: readonly EventDefinition[]): TypeVersion[] {
  return definitions.flatMap((definition) =>
    [...(definition.earlier ?? []), definition].map((one) => ({
      name: definition.name,
      version: one.version,
      type: fullType({ ...definition, version: one.version }),
      shape: shapeOf(one),
    })),
  );
}
