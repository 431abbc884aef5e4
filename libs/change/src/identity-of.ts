import type { Change } from './change.js';

/** What tells a change from every other: emitters choose their event ids each for itself. */
export function identityOf({ source, eventId }: Pick<Change, 'source' | 'eventId'>): string {
  return JSON.stringify([source, eventId]);
}
