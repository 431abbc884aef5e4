const headerBytes = 20;
const types = { int4: 23, int8: 20, text: 25, uuid: 2950 } as const;

/** An `int[]` in Postgres's binary format; see {@link textArray}. */
export function intArray(values: readonly number[]): Buffer {
  const array = begin(types.int4, values.length, values.length * 8);
  let at = headerBytes;
  for (const value of values) {
    array.writeInt32BE(4, at);
    array.writeInt32BE(value, at + 4);
    at += 8;
  }
  return array;
}

/** A `bigint[]`. */
export function bigintArray(values: readonly number[]): Buffer {
  const array = begin(types.int8, values.length, values.length * 12);
  let at = headerBytes;
  for (const value of values) {
    array.writeInt32BE(8, at);
    array.writeBigInt64BE(BigInt(value), at + 4);
    at += 12;
  }
  return array;
}

/** A `uuid[]`, of 16 bytes each. */
export function uuidArray(values: readonly Uint8Array[]): Buffer {
  const array = begin(types.uuid, values.length, values.length * 20);
  let at = headerBytes;
  for (const value of values) {
    array.writeInt32BE(16, at);
    array.set(value, at + 4);
    at += 20;
  }
  return array;
}

/**
 * A `text[]`, to be sent as a parameter. As text each quotation mark in it would be escaped, and read again, which is
 * half of what it costs to append JSON.
 */
export function textArray(values: readonly string[]): Buffer {
  let bytes = 0;
  for (const value of values) bytes += 4 + Buffer.byteLength(value);
  const array = begin(types.text, values.length, bytes);
  let at = headerBytes;
  for (const value of values) {
    const length = array.write(value, at + 4);
    array.writeInt32BE(length, at);
    at += 4 + length;
  }
  return array;
}

/** One dimension, no nulls, counted from 1. */
function begin(type: number, length: number, bytes: number): Buffer {
  const array = Buffer.allocUnsafe(headerBytes + bytes);
  for (const [n, field] of [1, 0, type, length, 1].entries()) array.writeInt32BE(field, n * 4);
  return array;
}
