import { createHash } from 'node:crypto';

/** Topic and receipt key in 128 bits, written as a UUID: short enough to index for ever. */
export function digest(topic: string, receiptKey: string): string {
  const hex = createHash('sha256').update(`${topic}\n${receiptKey}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}
