import type { ReactNode } from 'react';
import { cx } from './cx.js';
import styles from './data-table.module.css';

export type Column<Row> = {
  header: string;
  cell: (row: Row) => ReactNode;
  /** Narrow windows leave the column out: below 64 rem (`wide`) or 44 rem (`medium`). */
  from?: 'medium' | 'wide';
  align?: 'end';
};

type DataTableProps<Row> = {
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  /** What the row says in a narrow window, under its first cell, of the columns that are left out. */
  narrow?: (row: Row) => ReactNode;
};

/** A table whose first column names the row. */
export function DataTable<Row>({ label, columns, rows, keyOf, narrow }: DataTableProps<Row>) {
  const className = (column: Column<Row>) =>
    cx(column.from && styles[column.from], column.align && styles.end);
  return (
    <div className={styles.frame}>
      <table className={styles.table} aria-label={label}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.header} scope="col" className={className(column)}>
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map((column, index) =>
                index === 0 ? (
                  <th key={column.header} scope="row" className={className(column)}>
                    {column.cell(row)}
                    {narrow && <div className={styles.narrow}>{narrow(row)}</div>}
                  </th>
                ) : (
                  <td key={column.header} className={className(column)}>
                    {column.cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
