import type { Table } from '../definition/stored-row.js';
import type { RowChange } from '../fold/fold.js';
import { BinaryWriter } from './binary-values.js';

const signature = Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1');
/** Behind the signature: no flags, no more header. */
const header = Buffer.concat([signature, Buffer.alloc(8)]);

/** What the last row needed, as a guess for the next call. */
let sizeOfRow = 256;

/** Rows as `COPY … (keys, values) FROM STDIN (FORMAT binary)` reads them. What is deleted is left out. */
export function binaryRows({ keys, values }: Table, rows: readonly RowChange[]): Buffer {
  const into = new BinaryWriter(header.length + 2 + Math.ceil(rows.length * sizeOfRow * 1.1));
  into.bytes(header);
  for (const { key, row } of rows) {
    if (row === null) continue;
    into.short(keys.length + values.length);
    for (const { name, column } of keys) into.value(column.sql, key[name]);
    for (const { name, column } of values) into.value(column.sql, row[name]);
  }
  into.short(-1);
  if (rows.length > 0) sizeOfRow = into.written.length / rows.length;
  return into.written;
}
