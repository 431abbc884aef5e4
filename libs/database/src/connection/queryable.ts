/** What runs a statement: the database, or one transaction in it. */
export interface Queryable {
  /**
   * Runs one statement with `$1`, `$2`, … as parameters and returns its rows. Values come back as: bigint and numeric
   * as numbers where they fit exactly (else as text), timestamptz as ISO text in UTC, date and timestamp as text,
   * json and jsonb as values.
   * @throws {StatementError} which says the statement.
   */
  query<Row = Record<string, unknown>>(sql: string, params?: readonly unknown[]): Promise<Row[]>;
}
