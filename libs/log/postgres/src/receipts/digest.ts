import { hash } from 'node:crypto';

/** Topic and receipt key in 128 bits, stored as a UUID: short enough to index. */
export function digest(topic: string, receiptKey: string): Buffer {
  return hash('sha256', `${topic}\n${receiptKey}`, 'buffer').subarray(0, 16);
}
