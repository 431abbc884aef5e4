/** Numbers that are added one after the other. `all` may be longer than `length`, and another array after each `push`. */
export class GrowingFloats {
  all: Float64Array;
  length = 0;

  constructor(capacity = 64) {
    this.all = new Float64Array(capacity);
  }

  push(value: number): void {
    if (this.length === this.all.length) this.reserve(1);
    this.all[this.length] = value;
    this.length += 1;
  }

  /** Makes room for so many more. */
  reserve(more: number): void {
    const needed = this.length + more;
    if (needed <= this.all.length) return;
    const larger = new Float64Array(Math.max(needed, this.all.length * 2));
    larger.set(this.all);
    this.all = larger;
  }

  last(): number | undefined {
    return this.length === 0 ? undefined : this.all[this.length - 1];
  }
}
