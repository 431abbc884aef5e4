import type { Column } from '../definition/column.js';

type Kind = { oid: number; write: (into: Writer, value: unknown) => void };

const kinds: Record<Column['sql'], Kind> = {
  text: { oid: 25, write: (into, value) => into.text(value as string) },
  json: { oid: 114, write: (into, value) => into.text(JSON.stringify(value)) },
  jsonb: { oid: 3802, write: (into, value) => into.jsonb(JSON.stringify(value)) },
  bigint: { oid: 20, write: (into, value) => into.integer(value as number) },
  'double precision': { oid: 701, write: (into, value) => into.double(value as number) },
  boolean: { oid: 16, write: (into, value) => into.boolean(value as boolean) },
  timestamptz: { oid: 1184, write: (into, value) => into.integer(microseconds(value as string)) },
};

/**
 * Values as a one-dimensional array in Postgres's binary format, to be sent as a parameter. Text arrays would cost the
 * client twice and the server one and a half times as much: everything in them is escaped, and parsed again.
 */
export function binaryArray(sql: Column['sql'], values: readonly unknown[]): Buffer {
  const { oid, write } = kinds[sql];
  const into = new Writer(oid, values.length);
  for (const value of values) {
    if (value === null || value === undefined) into.null();
    else write(into, value);
  }
  return into.end();
}

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

const header = 20;

class Writer {
  #buffer: Buffer;
  #at = header;
  #hasNull = 0;

  constructor(
    private readonly oid: number,
    private readonly length: number,
  ) {
    this.#buffer = Buffer.allocUnsafe(header + length * 24);
  }

  null(): void {
    this.#hasNull = 1;
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

  end(): Buffer {
    const dimensions = this.length === 0 ? 0 : 1;
    const fields = [dimensions, this.#hasNull, this.oid, this.length, 1];
    for (const [n, field] of fields.entries()) this.#buffer.writeInt32BE(field, n * 4);
    return this.#buffer.subarray(0, dimensions === 0 ? 12 : this.#at);
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
