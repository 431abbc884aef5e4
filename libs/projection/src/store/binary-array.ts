import type { Column } from '../definition/column.js';
import { BinaryWriter, kinds } from './binary-values.js';

const headerSize = 20;

/**
 * Values as a one-dimensional array in Postgres's binary format, to be sent as a parameter. Text arrays would cost the
 * client twice and the server one and a half times as much: everything in them is escaped, and parsed again.
 */
export function binaryArray(sql: Column['sql'], values: readonly unknown[]): Buffer {
  const into = new BinaryWriter(headerSize + values.length * 24);
  into.bytes(new Uint8Array(headerSize));
  for (const value of values) into.value(sql, value);
  const array = into.written;
  const dimensions = values.length === 0 ? 0 : 1;
  const fields = [dimensions, into.hasNull ? 1 : 0, kinds[sql].oid, values.length, 1];
  for (const [n, field] of fields.entries()) array.writeInt32BE(field, n * 4);
  return dimensions === 0 ? array.subarray(0, 12) : array;
}
