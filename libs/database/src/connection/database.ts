import type { Kysely } from 'kysely';
import pg from 'pg';
import { whereIs, withLibpqMeaning } from './connection-url.js';
import { kyselyOnPool, type Tables } from './kysely.js';
import { Lane } from './lane.js';
import { PreparedStatements } from './prepared-statements.js';
import type { Queryable } from './queryable.js';
import { type Listening, Session } from './session.js';
import { StatementError } from './statement-error.js';
import { Transaction } from './transaction.js';
import { valueParsers } from './value-parsers.js';
import { within } from './within.js';

export type DatabaseOptions = {
  /** Connections in the pool. Default 10. `listen` uses one more. */
  maxConnections?: number;
  /** How this process shows in `pg_stat_activity`. Default `hormesis`. */
  applicationName?: string;
};

export type QueryOptions = {
  /** How long to wait for a connection and the answer, milliseconds; then the connection is given up. Default: for ever. */
  patienceMs?: number;
};

/** The driver knows it, its types do not: after this time it closes the connection. */
type TimedQuery = pg.QueryConfig & { query_timeout: number };

const checkPatienceMs = 3_000;

/** A Postgres database: a pool of connections, and Kysely on the same pool. */
export class Database implements Queryable {
  /** Where it is, for people: host, port and name; no password. */
  readonly where: string;
  readonly kysely: Kysely<Tables>;
  readonly #config: pg.ClientConfig;
  readonly #pool: pg.Pool;
  readonly #session: Session;
  readonly #prepared = new PreparedStatements();
  #closing: Promise<void> | undefined;

  constructor(url: string, options: DatabaseOptions = {}) {
    const config = {
      connectionString: withLibpqMeaning(url),
      application_name: options.applicationName ?? 'hormesis',
      types: valueParsers,
      keepAlive: true,
      connectionTimeoutMillis: 10_000,
    };
    this.where = whereIs(url);
    this.#config = config;
    this.#pool = new pg.Pool({ ...config, max: options.maxConnections ?? 10 });
    // An idle connection that breaks is replaced at the next statement; that one reports the trouble, if it lasts.
    this.#pool.on('error', () => undefined);
    this.#session = new Session(config);
    this.kysely = kyselyOnPool(this.#pool);
  }

  /** As {@link Queryable.query}; with a patience it rejects, code `ETIMEDOUT`, when that is over. */
  async query<Row = Record<string, unknown>>(
    sql: string,
    params: readonly unknown[] = [],
    { patienceMs }: QueryOptions = {},
  ): Promise<Row[]> {
    try {
      const { rows } = await this.#ask(sql, params, patienceMs);
      return rows;
    } catch (error) {
      if (this.#prepared.failed(error))
        return this.query(sql, params, patienceMs === undefined ? {} : { patienceMs });
      throw StatementError.of(error, sql);
    }
  }

  /** Runs `run` in a transaction: committed when it resolves, rolled back when it throws. */
  async transaction<T>(run: (tx: Transaction) => Promise<T>): Promise<T> {
    const client = await this.#connect();
    const tx = new Transaction(client, this.#prepared);
    const broken = (): void => undefined;
    client.on('error', broken);
    try {
      const result = await runInTransaction(client, tx, run);
      client.off('error', broken);
      client.release();
      for (const hook of tx.end()) hook();
      return result;
    } catch (error) {
      tx.end();
      const reusable = !tx.isCutOff && (await rollback(client));
      client.off('error', broken);
      client.release(!reusable);
      throw error;
    }
  }

  /** Calls `notified` for each `notify channel, payload`, and with '' after a lost connection is back. A hint, not a promise. */
  listen(channel: string, notified: (payload: string) => void): Promise<Listening> {
    return this.#session.listen(channel, notified);
  }

  /**
   * The key of an advisory lock that this process holds while the connection that listens lives: by it others can see
   * in `pg_locks` that the process is there. `undefined` without such a connection.
   */
  get sessionLock(): number | undefined {
    return this.#session.lock;
  }

  /** A connection beside the pool for statements that follow one another closely; its owner closes it. */
  lane(): Lane {
    return new Lane(this.#config);
  }

  /** Tells whoever listens on the channel. */
  async notify(channel: string, payload = ''): Promise<void> {
    await this.query('select pg_notify($1, $2)', [channel, payload]);
  }

  /** Rejects, with a sentence for people, when the database cannot be reached or does not answer within 3 s. */
  async check(): Promise<void> {
    try {
      await this.#ask('select 1', [], checkPatienceMs);
    } catch (error) {
      const reason = StatementError.of(error, 'select 1').message.replace(/, in: select 1$/, '');
      throw new Error(
        `The database at ${this.where} does not answer: ${reason}. Check that it runs and that DATABASE_URL is right.`,
        { cause: error },
      );
    }
  }

  close(): Promise<void> {
    this.#closing ??= Promise.all([this.#session.close(), this.#pool.end()]).then(() => undefined);
    return this.#closing;
  }

  #ask(sql: string, params: readonly unknown[], patienceMs: number | undefined): Promise<pg.QueryResult> {
    const statement = this.#prepared.configOf(sql, params);
    if (patienceMs === undefined) return this.#pool.query(statement);
    const timed: TimedQuery = { ...statement, query_timeout: patienceMs };
    return within(patienceMs, this.#pool.query(timed));
  }

  async #connect(): Promise<pg.PoolClient> {
    try {
      return await this.#pool.connect();
    } catch (error) {
      throw StatementError.of(error, 'begin');
    }
  }
}

async function runInTransaction<T>(
  client: pg.PoolClient,
  tx: Transaction,
  run: (tx: Transaction) => Promise<T>,
): Promise<T> {
  await tx.query('begin');
  const result = await run(tx);
  const { command } = await client.query('commit').catch((error) => {
    throw StatementError.of(error, 'commit');
  });
  if (command === 'COMMIT') return result;
  throw StatementError.of(new Error('rolled back, because a statement before it had failed'), 'commit');
}

async function rollback(client: pg.PoolClient): Promise<boolean> {
  try {
    await client.query('rollback');
    return true;
  } catch {
    return false;
  }
}
