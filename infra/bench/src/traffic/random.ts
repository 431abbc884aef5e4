const fourDigits = Array.from({ length: 65_536 }, (_, n) => n.toString(16).padStart(4, '0'));

/** Numbers and names that are the same for a seed on every machine (sfc32). */
export class Random {
  private a: number;
  private b: number;
  private c = 0x9e3779b9;
  private counter = 1;

  constructor(seed: number) {
    this.a = seed | 0;
    this.b = Math.imul(seed ^ 0x2545f491, 0x85ebca6b);
    for (let n = 0; n < 15; n += 1) this.next();
  }

  /** A whole number of 32 bits, not negative. */
  next(): number {
    const sum = (this.a + this.b + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = ((this.c << 21) | (this.c >>> 11)) + sum;
    return sum >>> 0;
  }

  /** From 0 up to, not including, 1. */
  fraction(): number {
    return this.next() / 4_294_967_296;
  }

  /** A whole number from 0 up to, not including, `end`. */
  below(end: number): number {
    return Math.floor(this.fraction() * end);
  }

  chance(probability: number): boolean {
    return this.fraction() < probability;
  }

  pick<T>(items: readonly T[]): T {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new RangeError('Nothing to pick from.');
    return item;
  }

  /** Hexadecimal digits, four at a time. */
  hex(fours: number): string {
    let text = '';
    for (let n = 0; n < fours; n += 1) text += fourDigits[this.next() >>> 16];
    return text;
  }

  /** A UUID of version 4. */
  uuid(): string {
    return `${this.hex(2)}-${this.hex(1)}-4${this.hex(1).slice(1)}-a${this.hex(1).slice(1)}-${this.hex(3)}`;
  }

  /** A UUID of version 7: later ones sort behind earlier ones. */
  uuidAt(milliseconds: number): string {
    const time = milliseconds.toString(16).padStart(12, '0');
    return `${time.slice(0, 8)}-${time.slice(8)}-7${this.hex(1).slice(1)}-a${this.hex(1).slice(1)}-${this.hex(3)}`;
  }
}
