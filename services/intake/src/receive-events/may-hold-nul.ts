import type { HttpMessage } from '@hormesis/events';

/**
 * Whether an event of the message may hold U+0000: as an escape in JSON, as a byte of another text, or percent-encoded
 * in a header. `true` need not mean that one does.
 */
export function mayHoldNul({ headers, body }: HttpMessage): boolean {
  if (Object.values(headers).some((value) => String(value).includes('%00'))) return true;
  if (!(body instanceof Uint8Array)) return true;
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  return bytes.includes(0) || bytes.includes('\\u0000');
}
