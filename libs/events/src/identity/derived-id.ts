import { createHash } from 'node:crypto';
import { formatUuid } from './format-uuid.js';

/**
 * The id of an event that follows from others: the same parts give the same id, so deciding it again changes nothing.
 * A UUID of version 8 (SHA-256 over the parts, each with its length).
 */
export function derivedId(...parts: string[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${Buffer.byteLength(part)}:${part};`);
  return formatUuid(hash.digest().subarray(0, 16), 8);
}
