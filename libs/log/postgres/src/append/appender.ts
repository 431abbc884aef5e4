import { type Database, StatementError } from '@hormesis/database';
import type { Appended } from '@hormesis/log';
import { appendAbreast } from './append-abreast.js';
import type { Row } from './append-rows.js';

/** Rows in one statement: enough to spread its cost, few enough to keep its locks short. */
const batchSize = 1_000;

type Request = { rows: readonly Row[]; resolve(appended: Appended[]): void; reject(error: unknown): void };

/**
 * Appends to one topic. A first request goes out at once; those that come while it is on its way go out together
 * after it. So nobody waits for company, and under load the batches grow by themselves.
 */
export class Appender {
  readonly #db: Database;
  readonly #topic: string;
  readonly #appended: (appended: readonly Appended[]) => void;
  #waiting: Request[] = [];
  #running: Promise<void> | undefined;

  constructor(db: Database, topic: string, appended: (appended: readonly Appended[]) => void) {
    this.#db = db;
    this.#topic = topic;
    this.#appended = appended;
  }

  async append(rows: readonly Row[]): Promise<Appended[]> {
    const all: Appended[] = [];
    for (let i = 0; i < rows.length; i += batchSize)
      all.push(...(await this.#request(rows.slice(i, i + batchSize))));
    return all;
  }

  /** Resolves when nothing is on its way. */
  async idle(): Promise<void> {
    while (this.#running) await this.#running;
  }

  #request(rows: readonly Row[]): Promise<Appended[]> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ rows, resolve, reject });
      this.#running ??= this.#run().finally(() => {
        this.#running = undefined;
      });
    });
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) await this.#send(this.#takeBatch());
  }

  #takeBatch(): Request[] {
    let size = 0;
    const end = this.#waiting.findIndex(({ rows }) => {
      size += rows.length;
      return size > batchSize;
    });
    return this.#waiting.splice(0, end === -1 ? this.#waiting.length : Math.max(end, 1));
  }

  async #send(requests: readonly Request[]): Promise<void> {
    try {
      const appended = await appendAbreast(
        this.#db,
        this.#topic,
        requests.flatMap(({ rows }) => rows),
      );
      this.#appended(appended);
      let next = 0;
      for (const { rows, resolve } of requests) {
        resolve(appended.slice(next, next + rows.length));
        next += rows.length;
      }
    } catch (error) {
      await this.#settleFailed(requests, error);
    }
  }

  /** What one caller sent wrong must not fail the others. */
  async #settleFailed(requests: readonly Request[], error: unknown): Promise<void> {
    const alone = requests.length === 1 || !(error instanceof StatementError) || error.isTransient;
    for (const request of requests) {
      if (alone) request.reject(error);
      else await this.#send([request]);
    }
  }
}
