import type { Labels, Series } from '@hormesis/promql';
import { GrowingFloats } from './growing-floats.js';

/** What the counters of one place share: when each sample was, and when it became known. */
export type Moments = { times: GrowingFloats; seenAt: GrowingFloats };

/** A counter that grows with the windows of its place; a sample a window, as a scraped counter would have. */
export class CounterSeries implements Series {
  private readonly counted = new GrowingFloats();
  private value = 0;

  constructor(
    readonly labels: Labels,
    private readonly moments: Moments,
    /** Sample of the shared moments at which this counter began. */
    private readonly from: number,
  ) {}

  get length(): number {
    return this.counted.length;
  }

  get times(): ArrayLike<number> {
    return this.from === 0 ? this.moments.times.all : this.moments.times.all.subarray(this.from);
  }

  get seenAt(): ArrayLike<number> {
    return this.from === 0 ? this.moments.seenAt.all : this.moments.seenAt.all.subarray(this.from);
  }

  get values(): ArrayLike<number> {
    return this.counted.all;
  }

  add(increase: number): void {
    this.value += increase;
    this.counted.push(this.value);
  }
}
