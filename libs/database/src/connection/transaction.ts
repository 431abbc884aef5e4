import { once } from 'node:events';
import { Readable, type Writable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import type { Kysely } from 'kysely';
import type pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
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
  #isCutOff = false;

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
   * Runs `COPY … FROM STDIN` with this as what it reads: by far the cheapest way to put many rows into a table. Answers
   * how many rows there were.
   * @throws {StatementError} which says the statement; what `data` throws, as it is.
   */
  async copy(sql: string, data: Buffer | AsyncIterable<Buffer>): Promise<number> {
    if (!this.#open) throw StatementError.of(new Error('the transaction has ended'), sql);
    const stream = this.#client.query(copyFrom(sql));
    const source = Buffer.isBuffer(data) ? undefined : Readable.from(data, { objectMode: false });
    try {
      if (source) await pipeline(source, stream);
      else await finished(stream.end(data));
      return stream.rowCount;
    } catch (error) {
      throw source && source.errored === error ? error : StatementError.of(error, sql);
    }
  }

  /**
   * Runs `COPY … TO STDOUT` and writes what it answers, without ending `into`. Answers how many rows there were.
   * @throws {StatementError} which says the statement; what `into` throws, as it is.
   */
  async copyOut(sql: string, into: Writable): Promise<number> {
    if (!this.#open) throw StatementError.of(new Error('the transaction has ended'), sql);
    const stream = this.#client.query(copyTo(sql));
    try {
      for await (const chunk of stream) await write(into, chunk);
      return stream.rowCount;
    } catch (error) {
      if (into.errored !== error) throw StatementError.of(error, sql);
      this.#isCutOff = true;
      throw error;
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

  /** The connection is in the midst of an answer that nobody reads. @internal */
  get isCutOff(): boolean {
    return this.#isCutOff;
  }

  /** @internal */
  end(): readonly (() => void)[] {
    this.#open = false;
    return this.#afterCommit;
  }
}

/** Resolves when the stream takes more. */
async function write(into: Writable, chunk: Buffer): Promise<void> {
  if (into.errored) throw into.errored;
  if (!into.write(chunk)) await once(into, 'drain');
}
