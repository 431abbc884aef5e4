import type { WindowLine } from './lines.js';

/** What a minute of windows comes to. */
export class MinutePoint {
  total = 0;
  private bad = 0;
  private sumMs = 0;
  private bounds: string[] = [];
  private readonly counts: number[] = [];

  add({ total, bad, latency }: WindowLine): void {
    this.total += total;
    this.bad += bad;
    if (!latency) return;
    this.sumMs += latency.sumMs;
    if (this.bounds.length === 0) this.bounds = Object.keys(latency.le).sort(byBound);
    this.bounds.forEach((bound, n) => {
      this.counts[n] = (this.counts[n] ?? 0) + (latency.le[bound] ?? 0);
    });
  }

  get errors(): number {
    return this.bad / this.total;
  }

  get meanMs(): number {
    return this.sumMs / this.total;
  }

  /** As Prometheus's `histogram_quantile`: straight within the bucket, the last finite bound above it. */
  quantileMs(share: number): number {
    const wanted = share * this.total;
    let lower = 0;
    let below = 0;
    for (const [n, bound] of this.bounds.entries()) {
      const upper = upperOf(bound);
      const count = this.counts[n] ?? 0;
      if (upper === Number.POSITIVE_INFINITY) break;
      if (count >= wanted) return lower + ((upper - lower) * (wanted - below)) / Math.max(1, count - below);
      lower = upper;
      below = count;
    }
    return lower;
  }
}

function upperOf(bound: string): number {
  return bound === '+Inf' ? Number.POSITIVE_INFINITY : Number(bound);
}

function byBound(one: string, other: string): number {
  return upperOf(one) - upperOf(other);
}
