import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { BackupError } from './backup-error.js';
import { endOfRows } from './format.js';

const newLine = 10;
const end = Buffer.from(endOfRows);
const endAfterRow = Buffer.from(`\n${endOfRows}`);
const nothing = Buffer.alloc(0);
const chunkSize = 256 * 1024;
const longestLine = 16 * 1024 * 1024;

/** Reads the text of a backup, a line or a table's rows at a time. */
export class BackupReader {
  readonly #chunks: AsyncIterator<Buffer>;
  readonly #hash = createHash('sha256');
  #rest: Buffer = nothing;
  /** The last line, which is not in the hash yet. */
  #line: Buffer = nothing;
  bytes = 0;

  constructor(file: Readable) {
    const text = createGunzip({ chunkSize });
    file.on('error', (error) => text.destroy(error));
    this.#chunks = file.pipe(text)[Symbol.asyncIterator]();
  }

  /** SHA-256 of all that was read but the last line. */
  get sha256(): string {
    return this.#hash.copy().digest('hex');
  }

  /** The next line, as JSON says it. */
  async json(): Promise<unknown> {
    this.#hash.update(this.#line);
    while (!this.#rest.includes(newLine)) {
      if (this.#rest.length > longestLine) throw damaged();
      await this.#need();
    }
    this.#line = this.#take(this.#rest.indexOf(newLine) + 1);
    try {
      return JSON.parse(this.#line.toString('utf8'));
    } catch (error) {
      throw damaged(error);
    }
  }

  /** The rows that follow the last line, as COPY reads them. */
  async *rows(): AsyncGenerator<Buffer> {
    this.#hash.update(this.#line);
    this.#line = nothing;
    while (this.#rest.length < endOfRows.length) await this.#need();
    if (this.#rest.subarray(0, endOfRows.length).equals(end)) {
      this.#hashed(endOfRows.length);
      return;
    }
    for (;;) {
      const lastRow = this.#rest.indexOf(endAfterRow);
      if (lastRow >= 0) {
        yield this.#hashed(lastRow + 1);
        this.#hashed(endOfRows.length);
        return;
      }
      const certain = this.#rest.length - (endAfterRow.length - 1);
      if (certain > 0) yield this.#hashed(certain);
      await this.#need();
    }
  }

  /** Whether nothing follows any more. */
  async isAtEnd(): Promise<boolean> {
    return this.#rest.length === 0 && !(await this.#more());
  }

  async #need(): Promise<void> {
    if (!(await this.#more())) throw endIsMissing();
  }

  #hashed(length: number): Buffer {
    const taken = this.#take(length);
    this.#hash.update(taken);
    return taken;
  }

  #take(length: number): Buffer {
    const taken = this.#rest.subarray(0, length);
    this.#rest = this.#rest.subarray(length);
    return taken;
  }

  async #more(): Promise<boolean> {
    try {
      const { value, done } = await this.#chunks.next();
      if (done) return false;
      this.bytes += value.length;
      this.#rest = this.#rest.length === 0 ? value : Buffer.concat([this.#rest, value]);
      return true;
    } catch (error) {
      throw unreadable(error);
    }
  }
}

function unreadable(error: unknown): unknown {
  const { code = '', message = '' } = (error ?? {}) as NodeJS.ErrnoException;
  if (!code.startsWith('Z_')) return error;
  if (code === 'Z_BUF_ERROR') return endIsMissing(error);
  if (message === 'incorrect header check') return noBackup(error);
  return damaged(error);
}

export function noBackup(cause?: unknown): BackupError {
  return new BackupError('no-backup', 'The file is no backup of Hormesis.', cause);
}

function endIsMissing(cause?: unknown): BackupError {
  return new BackupError('damaged', 'The backup is damaged: its end is missing.', cause);
}

export function damaged(cause?: unknown): BackupError {
  return new BackupError('damaged', 'The backup is damaged: it is not what was written.', cause);
}
