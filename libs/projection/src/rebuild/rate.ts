const windowMs = 10_000;

/** How many records a second were taken in over the last ten seconds. */
export class Rate {
  private readonly samples: { at: number; count: number }[] = [];
  private count = 0;

  add(records: number, now = performance.now()): void {
    this.count += records;
    this.samples.push({ at: now, count: this.count });
    while (this.samples.length > 2 && (this.samples[1]?.at ?? now) < now - windowMs) this.samples.shift();
  }

  perSecond(now = performance.now()): number {
    const [first] = this.samples;
    if (!first || now - first.at < 1) return 0;
    return Math.round(((this.count - first.count) * 1_000) / (now - first.at));
  }
}
