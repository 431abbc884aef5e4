/** What was sent, as the bytes it came as; JSON that came in a batch, as its text. */
export function bytesOf(sent: unknown): Buffer {
  if (sent instanceof Uint8Array) return Buffer.from(sent);
  if (typeof sent === 'string') return Buffer.from(sent, 'utf8');
  return Buffer.from(sent === undefined ? '' : JSON.stringify(sent), 'utf8');
}
