import { FeatureFlag, MemoryStorage } from '@openfeature/flagd-core';
import type { FlagDefinition } from '../flag.js';

const silent = { error() {}, warn() {}, info() {}, debug() {} };

/** Definitions come from outside, so their targeting is interpreted, never compiled into code of this process. */
const options = { disableDynamicCodeGeneration: true };

/** The flag as flagd's own library sees it. */
export function compile(key: string, definition: FlagDefinition): FeatureFlag {
  return new FeatureFlag(key, definition as never, silent, options);
}

/** Holds a definition against flagd's schema; throws what flagd says. */
export function validate(key: string, definition: FlagDefinition): void {
  const document = JSON.stringify({ flags: { [key]: definition } });
  new MemoryStorage(silent, options).setConfigurations(document, true);
}
