import type { Principal } from '@hormesis/events';

/** Who decided, in one word: `person:ana`. */
export function nameOf({ kind, id }: Principal): string {
  return `${kind}:${id}`;
}
