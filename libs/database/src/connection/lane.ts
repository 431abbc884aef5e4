import pg from 'pg';
import { PreparedStatements } from './prepared-statements.js';
import type { Queryable } from './queryable.js';
import { StatementError } from './statement-error.js';

/**
 * A connection of its own on which statements are sent without waiting for the answers to those before. They are carried
 * out in their order, each in a transaction of its own: one that fails does not keep the next from being tried. After
 * the connection is lost, the next statement opens another.
 */
export class Lane implements Queryable {
  readonly #config: pg.ClientConfig;
  readonly #prepared = new PreparedStatements();
  #client: Promise<pg.Client> | undefined;
  #closed = false;

  /** @internal */
  constructor(config: pg.ClientConfig) {
    this.#config = { ...config, pipeline: true } as pg.ClientConfig;
  }

  async query<Row = Record<string, unknown>>(sql: string, params: readonly unknown[] = []): Promise<Row[]> {
    try {
      const client = await this.#connected();
      const { rows } = await client.query(this.#prepared.configOf(sql, params));
      return rows;
    } catch (error) {
      this.#prepared.failed(error);
      throw StatementError.of(error, sql);
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    const client = await this.#client?.catch(() => undefined);
    await client?.end().catch(() => undefined);
  }

  #connected(): Promise<pg.Client> {
    if (this.#closed) return Promise.reject(new Error('the connection is closed'));
    if (this.#client) return this.#client;
    const connecting = this.#connect();
    this.#client = connecting;
    connecting.catch(() => this.#forget(connecting));
    return connecting;
  }

  async #connect(): Promise<pg.Client> {
    const client = new pg.Client(this.#config);
    client.on('error', () => this.#lost(client));
    client.on('end', () => this.#lost(client));
    await client.connect();
    return client;
  }

  #lost(client: pg.Client): void {
    const known = this.#client;
    known?.then((current) => current === client && this.#forget(known)).catch(() => undefined);
  }

  #forget(connecting: Promise<pg.Client>): void {
    if (this.#client === connecting) this.#client = undefined;
  }
}
