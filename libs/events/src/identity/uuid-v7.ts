import { randomBytes } from 'node:crypto';
import { formatUuid } from './format-uuid.js';

/** A new id: a UUID of version 7, its first 48 bits the time in milliseconds. */
export function uuidV7(now: number = Date.now()): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(now, 0, 6);
  return formatUuid(bytes, 7);
}
