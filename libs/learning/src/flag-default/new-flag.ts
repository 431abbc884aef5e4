import type { BlamedChange } from '../case/blamed-change.js';
import type { FlagDefinition } from '../case/known-flag.js';
import { slug } from '../slug.js';

/** A flag for a change that had none: on or off, off by default. */
export function newFlag(change: BlamedChange): { key: string; definition: FlagDefinition } {
  const what = change.version ?? change.candidate.eventId.slice(-12);
  return {
    key: slug(`${change.candidate.service}-${what}`),
    definition: { state: 'ENABLED', variants: { on: true, off: false }, defaultVariant: 'off' },
  };
}
