import { isReadable, type LogRecord, receiptKey } from '@hormesis/log';

/** How many records, and a checksum of them in 64 bits, signed. */
export type Tally = { readonly records: number; readonly checksum: bigint };

/**
 * The tally of these records. The checksum adds up a hash of each record's offset and identity: it does not depend on
 * how the log is cut, and a record that is missing, doubled or another one changes it.
 */
export function tallyOf(records: readonly LogRecord[]): Tally {
  let low = 0;
  let high = 0;
  for (const record of records) {
    const identity = isReadable(record) ? receiptKey(record.event) : '';
    low = (low + hash(identity, record.position.offset, 0x811c9dc5)) | 0;
    high = (high + hash(identity, record.position.offset, 0x5bd1e995)) | 0;
  }
  return { records: records.length, checksum: packed(high, low) };
}

/** Both together. Each half of the checksum is counted modulo 2^32. */
export function addTally(a: Tally, b: Tally): Tally {
  const high = Number(BigInt.asIntN(32, a.checksum >> 32n)) + Number(BigInt.asIntN(32, b.checksum >> 32n));
  const low = Number(BigInt.asIntN(32, a.checksum)) + Number(BigInt.asIntN(32, b.checksum));
  return { records: a.records + b.records, checksum: packed(high | 0, low | 0) };
}

function packed(high: number, low: number): bigint {
  return BigInt.asIntN(64, (BigInt(high) << 32n) | BigInt(low >>> 0));
}

/** FNV-1a of text and number, mixed at the end so that neighbouring offsets differ in all bits. */
function hash(text: string, offset: number, seed: number): number {
  let value =
    seed ^ Math.imul(offset | 0, 0x9e3779b1) ^ Math.imul(Math.floor(offset / 0x1_0000_0000), 0x85ebca6b);
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x7feb352d);
  value = Math.imul(value ^ (value >>> 15), 0x846ca68b);
  return value ^ (value >>> 16);
}
