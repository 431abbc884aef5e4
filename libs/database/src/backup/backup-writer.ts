import { createHash } from 'node:crypto';
import { Transform, type TransformCallback, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { type BackupEnd, endOfRows } from './format.js';

/** Below zlib's usual level: half the time for a tenth more space. */
const level = 3;

/** Writes the text of a backup: lines of JSON, rows, and in the end what shows that it is whole. */
export class BackupWriter {
  readonly #text: Digest;
  readonly #written: Promise<void>;
  #tables = 0;
  #rows = 0;

  constructor(file: Writable, onBytes: (bytes: number) => void) {
    this.#text = new Digest(onBytes);
    this.#written = pipeline(this.#text, createGzip({ level }), file);
    this.#written.catch(() => undefined);
  }

  get bytes(): number {
    return this.#text.bytes;
  }

  async line(value: object): Promise<void> {
    await this.#write(`${JSON.stringify(value)}\n`);
  }

  /** Writes a table's rows; `copy` puts them into the stream and answers how many there were. */
  async rows(copy: (into: Writable) => Promise<number>): Promise<void> {
    this.#rows += await copy(this.#text);
    this.#tables += 1;
    await this.#write(endOfRows);
  }

  /** Ends the file; resolves when all of it has been written. */
  async end(): Promise<Pick<BackupEnd, 'tables' | 'rows'>> {
    const counts = { tables: this.#tables, rows: this.#rows };
    await this.line({ ...counts, sha256: this.#text.sha256() } satisfies BackupEnd);
    this.#text.end();
    await this.#written;
    return counts;
  }

  /** Gives the file up. */
  abandon(): void {
    this.#text.destroy();
  }

  /** Resolves when the text is in the digest; fails with what the file says. */
  async #write(text: string): Promise<void> {
    const failure = await new Promise<Error | null | undefined>((done) => this.#text.write(text, done));
    if (!failure) return;
    await this.#written;
    throw failure;
  }
}

/** Lets bytes through, and counts and hashes them. */
class Digest extends Transform {
  readonly #hash = createHash('sha256');
  readonly #onBytes: (bytes: number) => void;
  bytes = 0;

  constructor(onBytes: (bytes: number) => void) {
    super();
    this.#onBytes = onBytes;
  }

  sha256(): string {
    return this.#hash.copy().digest('hex');
  }

  override _transform(chunk: Buffer, _: BufferEncoding, done: TransformCallback): void {
    this.#hash.update(chunk);
    this.bytes += chunk.length;
    this.#onBytes(this.bytes);
    done(null, chunk);
  }
}
