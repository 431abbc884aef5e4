import { z } from 'zod';

/** A whole number as it stands in addresses, in digits alone: not `0x10`, `1e3` or nothing. */
export function numberText(from: number, reason: string) {
  return z.preprocess(
    (text) => (typeof text === 'string' && /^\d+$/.test(text) ? Number(text) : text),
    z.number(reason).int(reason).min(from).max(Number.MAX_SAFE_INTEGER),
  );
}
