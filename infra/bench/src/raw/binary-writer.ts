type Kind = { oid: number; write(into: BinaryWriter, value: unknown): void };

const json: Kind['write'] = (into, value) => into.text(0, JSON.stringify(value));
const instant: Kind['write'] = (into, value) => into.long((Date.parse(String(value)) - epoch) * 1_000);
/** Postgres counts from the year 2000. */
const epoch = Date.UTC(2000, 0, 1);

const kinds: Readonly<Record<string, Kind>> = {
  text: { oid: 25, write: (into, value) => into.text(0, String(value)) },
  json: { oid: 114, write: json },
  jsonb: { oid: 3802, write: (into, value) => into.text(1, JSON.stringify(value)) },
  integer: { oid: 23, write: (into, value) => into.int(Number(value)) },
  bigint: { oid: 20, write: (into, value) => into.long(Number(value)) },
  'double precision': { oid: 701, write: (into, value) => into.double(Number(value)) },
  boolean: { oid: 16, write: (into, value) => into.byte(value ? 1 : 0) },
  'timestamp with time zone': { oid: 1184, write: instant },
};

/** How a column's type looks in Postgres's binary format. */
export function kindOf(type: string): Kind {
  const kind = kinds[type];
  if (!kind) throw new TypeError(`The floors cannot write values of the type ${type}.`);
  return kind;
}

/** Characters; a call of the engine costs more than a loop over fewer. */
const short = 48;

/** Postgres's binary format, each value behind its length. As quick as the product's own, so that it is no excuse. */
export class BinaryWriter {
  hasNull = false;
  private buffer: Buffer;
  private at: number;

  /** @param header what comes first */
  constructor(size: number, header: Uint8Array) {
    this.buffer = Buffer.allocUnsafe(size + header.length);
    this.buffer.set(header);
    this.at = header.length;
  }

  get written(): Buffer {
    return this.buffer.subarray(0, this.at);
  }

  value({ write }: Kind, value: unknown): void {
    if (value === null || value === undefined) this.null();
    else write(this, value);
  }

  null(): void {
    this.hasNull = true;
    this.reserve(4);
    this.length(-1);
  }

  /** Two bytes without a length. */
  short(value: number): void {
    this.reserve(2);
    this.at = this.buffer.writeInt16BE(value, this.at);
  }

  /** `version` stands before a `jsonb`; 0: nothing does. */
  text(version: 0 | 1, value: string): void {
    this.reserve(5 + value.length * 3);
    const begin = this.at;
    this.at += 4;
    if (version > 0) this.buffer[this.at++] = version;
    this.utf8(value);
    const end = this.at;
    this.at = begin;
    this.length(end - begin - 4);
    this.at = end;
  }

  int(value: number): void {
    this.reserve(8);
    this.length(4);
    this.at = this.buffer.writeInt32BE(value, this.at);
  }

  long(value: number): void {
    this.reserve(12);
    this.length(8);
    this.at = this.buffer.writeInt32BE(Math.floor(value / 0x1_0000_0000), this.at);
    this.at = this.buffer.writeInt32BE(value | 0, this.at);
  }

  double(value: number): void {
    this.reserve(12);
    this.length(8);
    this.at = this.buffer.writeDoubleBE(value, this.at);
  }

  byte(value: number): void {
    this.reserve(5);
    this.length(1);
    this.buffer[this.at++] = value;
  }

  private utf8(value: string): void {
    const begin = this.at;
    for (let n = 0; n < value.length && value.length <= short; n += 1) {
      const unit = value.charCodeAt(n);
      if (unit > 0x7f) break;
      this.buffer[this.at++] = unit;
    }
    if (this.at - begin < value.length) this.at = begin + this.buffer.write(value, begin, 'utf8');
  }

  private length(value: number): void {
    this.buffer[this.at++] = value >>> 24;
    this.buffer[this.at++] = value >>> 16;
    this.buffer[this.at++] = value >>> 8;
    this.buffer[this.at++] = value;
  }

  private reserve(size: number): void {
    if (this.at + size <= this.buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.buffer.length * 2, this.at + size));
    this.buffer.copy(larger, 0, 0, this.at);
    this.buffer = larger;
  }
}
