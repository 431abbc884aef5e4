import { BinaryWriter, kindOf } from './binary-writer.js';
import type { Target } from './target.js';

export type Rows = readonly (readonly unknown[])[];

const arrayHeader = new Uint8Array(20);
/** What COPY reads first: the signature, no flags, no more header. */
export const copyHeader = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
export const copyTrailer = Buffer.from([0xff, 0xff]);
const nothing = new Uint8Array(0);

let sizeOfRow = 256;

/** Column `n` of the rows as an array, to be sent as a parameter. */
export function columnArray({ columns }: Target, rows: Rows, n: number): Buffer {
  const kind = kindOf(columns[n]?.type ?? '');
  const into = new BinaryWriter(rows.length * 24, arrayHeader);
  for (const row of rows) into.value(kind, row[n]);
  const array = into.written;
  for (const [at, field] of [1, into.hasNull ? 1 : 0, kind.oid, rows.length, 1].entries())
    array.writeInt32BE(field, at * 4);
  return array;
}

/** The rows as COPY reads them, without its header and trailer. */
export function copyRows({ columns }: Target, rows: Rows): Buffer {
  const kinds = columns.map(({ type }) => kindOf(type));
  const into = new BinaryWriter(Math.ceil(rows.length * sizeOfRow * 1.1), nothing);
  for (const row of rows) {
    into.short(kinds.length);
    for (const [n, kind] of kinds.entries()) into.value(kind, row[n]);
  }
  if (rows.length > 0) sizeOfRow = into.written.length / rows.length;
  return into.written;
}
