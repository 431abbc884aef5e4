import type { FailureClass } from './failure-class.js';
import { ofCode } from './of-code.js';
import { ofSettings } from './of-settings.js';
import { ofTheWorld } from './of-the-world.js';

/** Sixteen ways to fail; they differ in what brings them, what shows them, and what ends them. */
export const catalogue: readonly FailureClass[] = [...ofCode, ...ofSettings, ...ofTheWorld];

/** @throws RangeError for a class that is not in the catalogue */
export function classNamed(name: string): FailureClass {
  const known = catalogue.find((each) => each.name === name);
  if (known) return known;
  throw new RangeError(
    `No failure class ${name}. Take some of: ${catalogue.map((each) => each.name).join(', ')}.`,
  );
}
