/** Points that are kept at most; then the oldest quarter is forgotten. */
const most = 131_072;

/** The measured points of a series so far, oldest first, in bounded memory. */
export class Past {
  private allTimes = new Float64Array(1024);
  private allValues = new Float64Array(1024);
  length = 0;

  get times(): Float64Array {
    return this.allTimes.subarray(0, this.length);
  }

  get values(): Float64Array {
    return this.allValues.subarray(0, this.length);
  }

  take(t: number, value: number): void {
    if (this.length === most) this.forget(most / 4);
    if (this.length === this.allTimes.length) this.grow();
    this.allTimes[this.length] = t;
    this.allValues[this.length] = value;
    this.length += 1;
  }

  private forget(oldest: number): void {
    this.allTimes.copyWithin(0, oldest, this.length);
    this.allValues.copyWithin(0, oldest, this.length);
    this.length -= oldest;
  }

  private grow(): void {
    this.allTimes = doubled(this.allTimes);
    this.allValues = doubled(this.allValues);
  }
}

function doubled(numbers: Float64Array): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(2 * numbers.length);
  larger.set(numbers);
  return larger;
}
