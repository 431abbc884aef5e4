import { finished } from 'node:stream/promises';
import type { Kysely } from 'kysely';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { kyselyOnClient, type Tables } from './kysely.js';
import type { PreparedStatements } from './prepared-statements.js';
import type { Queryable } from './queryable.js';
import { StatementError } from './statement-error.js';

/** One transaction. It ends with the function it was given to; statements after that are refused. */
export class Transaction implements Queryable {
  readonly #client: pg.PoolClient;
  readonly #prepared: PreparedStatements;
  readonly #afterCommit: (() => void)[] = [];
  #open = true;

  constructor(client: pg.PoolClient, prepared: PreparedStatements) {
    this.#client = client;
    this.#prepared = prepared;
  }

  async query<Row = Record<string, unknown>>(sql: string, params: readonly unknown[] = []): Promise<Row[]> {
    if (!this.#open) throw StatementError.of(new Error('the transaction has ended'), sql);
    try {
      const { rows } = await this.#client.query(this.#prepared.configOf(sql, params));
      return rows;
    } catch (error) {
      this.#prepared.failed(error);
      throw StatementError.of(error, sql);
    }
  }

  /**
   * Runs `COPY … FROM STDIN` with this as what it reads: by far the cheapest way to put many rows into a table.
   * @throws {StatementError} which says the statement.
   */
  async copy(sql: string, data: Buffer): Promise<void> {
    if (!this.#open) throw StatementError.of(new Error('the transaction has ended'), sql);
    try {
      const stream = this.#client.query(copyFrom(sql));
      stream.end(data);
      await finished(stream);
    } catch (error) {
      throw StatementError.of(error, sql);
    }
  }

  /** Kysely on this transaction's connection. */
  kysely<T = Tables>(): Kysely<T> {
    return kyselyOnClient<T>(this.#client);
  }

  /** Runs `hook` once the transaction has been committed, and not if it fails. */
  afterCommit(hook: () => void): void {
    this.#afterCommit.push(hook);
  }

  /** @internal */
  end(): readonly (() => void)[] {
    this.#open = false;
    return this.#afterCommit;
  }
}
