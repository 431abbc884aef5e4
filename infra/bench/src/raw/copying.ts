import { once } from 'node:events';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { copyHeader, copyRows, copyTrailer, type Rows } from './binary-rows.js';
import type { Target } from './target.js';

/** One binary COPY from begin to end, to which rows are given as they come. */
export class Copying {
  private readonly stream;
  private readonly finished: Promise<unknown>;

  constructor(
    client: pg.Client,
    private readonly target: Target,
  ) {
    const names = target.columns.map(({ name }) => `"${name}"`).join(', ');
    this.stream = client.query(copyFrom(`copy ${target.table} (${names}) from stdin (format binary)`));
    this.finished = once(this.stream, 'finish');
    this.finished.catch(() => undefined);
    this.stream.write(copyHeader);
  }

  /** Resolves when they have gone to the socket. */
  put(rows: Rows): Promise<void> {
    return new Promise((resolve, reject) => {
      this.stream.write(copyRows(this.target, rows), (error) => (error ? reject(error) : resolve()));
    });
  }

  /** Resolves when they stand in the table. */
  async end(): Promise<void> {
    this.stream.end(copyTrailer);
    await this.finished;
  }
}
