import type { Column } from '../definition/column.js';

type Kind = { oid: number; write: (into: BinaryWriter, value: unknown) => void };

/** How the values of each type look in Postgres's binary format. */
export const kinds: Readonly<Record<Column['sql'], Kind>> = {
  text: { oid: 25, write: (into, value) => into.text(value as string) },
  json: { oid: 114, write: (into, value) => into.text(JSON.stringify(value)) },
  jsonb: { oid: 3802, write: (into, value) => into.jsonb(JSON.stringify(value)) },
  bigint: { oid: 20, write: (into, value) => into.integer(value as number) },
  'double precision': { oid: 701, write: (into, value) => into.double(value as number) },
  boolean: { oid: 16, write: (into, value) => into.boolean(value as boolean) },
  timestamptz: { oid: 1184, write: (into, value) => into.integer(microseconds(value as string)) },
};

/** A value that its column cannot hold. */
export class UnstorableValue extends RangeError {
  override readonly name = 'UnstorableValue';
}

/** Postgres counts from the year 2000. */
const epoch = Date.UTC(2000, 0, 1);

function microseconds(instant: string): number {
  const value = (Date.parse(instant) - epoch) * 1_000;
  if (Number.isNaN(value)) throw new UnstorableValue(`${instant} is no instant.`);
  return value;
}

/** Writes values in Postgres's binary format, each behind its length, into a buffer that grows. */
export class BinaryWriter {
  #buffer: Buffer;
  #at = 0;
  #nulls = 0;

  constructor(size: number) {
    this.#buffer = Buffer.allocUnsafe(size);
  }

  /** Whether there was a null. */
  get hasNull(): boolean {
    return this.#nulls > 0;
  }

  /** What was written; it stays valid. */
  get written(): Buffer {
    return this.#buffer.subarray(0, this.#at);
  }

  value(sql: Column['sql'], value: unknown): void {
    if (value === null || value === undefined) this.null();
    else kinds[sql].write(this, value);
  }

  /** As they are, without a length. */
  bytes(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#buffer.set(bytes, this.#at);
    this.#at += bytes.length;
  }

  /** Two bytes, without a length. */
  short(value: number): void {
    this.#reserve(2);
    this.#at = this.#buffer.writeInt16BE(value, this.#at);
  }

  null(): void {
    this.#nulls += 1;
    this.#reserve(4);
    this.#buffer.writeInt32BE(-1, this.#at);
    this.#at += 4;
  }

  text(value: string): void {
    this.#reserve(4 + value.length * 3);
    this.#ended(this.#buffer.write(value, this.#at + 4, 'utf8'));
  }

  /** As `text`, behind the number of the format. */
  jsonb(value: string): void {
    this.#reserve(5 + value.length * 3);
    this.#buffer[this.#at + 4] = 1;
    this.#ended(1 + this.#buffer.write(value, this.#at + 5, 'utf8'));
  }

  integer(value: number): void {
    this.#reserve(12);
    if (Number.isSafeInteger(value)) {
      this.#buffer.writeInt32BE(Math.floor(value / 0x1_0000_0000), this.#at + 4);
      this.#buffer.writeInt32BE(value | 0, this.#at + 8);
    } else {
      this.#buffer.writeBigInt64BE(BigInt(value), this.#at + 4);
    }
    this.#ended(8);
  }

  double(value: number): void {
    this.#reserve(12);
    this.#buffer.writeDoubleBE(value, this.#at + 4);
    this.#ended(8);
  }

  boolean(value: boolean): void {
    this.#reserve(5);
    this.#buffer[this.#at + 4] = value ? 1 : 0;
    this.#ended(1);
  }

  #ended(size: number): void {
    this.#buffer.writeInt32BE(size, this.#at);
    this.#at += 4 + size;
  }

  #reserve(size: number): void {
    if (this.#at + size <= this.#buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.#buffer.length * 2, this.#at + size));
    this.#buffer.copy(larger, 0, 0, this.#at);
    this.#buffer = larger;
  }
}
