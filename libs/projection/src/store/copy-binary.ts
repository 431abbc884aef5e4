import type { StoredRow, TableColumn } from '../definition/stored-row.js';
import { BinaryWriter } from './binary-values.js';

const signature = Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1');
/** Behind the signature: no flags, no more header. */
const header = Buffer.concat([signature, Buffer.alloc(8)]);

/** What the last row needed, as a guess for the next call. */
let sizeOfRow = 256;

/** Rows as `COPY … FROM STDIN (FORMAT binary)` reads them. */
export function binaryRows(columns: readonly TableColumn[], rows: readonly StoredRow[]): Buffer {
  const into = new BinaryWriter(header.length + 2 + Math.ceil(rows.length * sizeOfRow * 1.1));
  into.bytes(header);
  for (const row of rows) {
    into.short(columns.length);
    for (const { name, column } of columns) into.value(column.sql, row[name]);
  }
  into.short(-1);
  if (rows.length > 0) sizeOfRow = into.written.length / rows.length;
  return into.written;
}
