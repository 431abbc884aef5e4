import { addTally, type Tally } from '../store/checksum.js';

export const nothing: Tally = { records: 0, checksum: 0n };

/** What is left of `a` without `b`. */
export function subtractTally(a: Tally, b: Tally): Tally {
  return addTally(a, { records: -b.records, checksum: negative(b.checksum) });
}

export function sameTally(a: Tally, b: Tally): boolean {
  return a.records === b.records && a.checksum === b.checksum;
}

/** Each half of a checksum is counted modulo 2^32. */
function negative(checksum: bigint): bigint {
  const high = BigInt.asIntN(32, -(checksum >> 32n));
  return BigInt.asIntN(64, (high << 32n) | BigInt.asUintN(32, -checksum));
}
