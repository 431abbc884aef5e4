const aboutNormal = 1_000;

/** Numbers that look random and are the same for the same seed, on every machine (mulberry32 over FNV-1a of the seed). */
export class Random {
  private state: number;

  constructor(seed: string) {
    let hash = 0x811c9dc5;
    for (let n = 0; n < seed.length; n += 1) hash = Math.imul(hash ^ seed.charCodeAt(n), 0x01000193);
    this.state = hash >>> 0;
  }

  /** From 0 to below 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /**
   * How many of `count` are kept, each with probability `share`: exact, by the gaps between those that are kept; where
   * more than a thousand are expected by the normal law, which then differs by less than a request.
   */
  binomial(count: number, share: number): number {
    if (count <= 0 || share <= 0) return 0;
    if (share >= 1) return count;
    if (share > 0.5) return count - this.binomial(count, 1 - share);
    if (count * share > aboutNormal) return this.nearly(count, share);
    const log = Math.log1p(-share);
    let kept = 0;
    for (let at = this.gap(log); at <= count; at += this.gap(log)) kept += 1;
    return kept;
  }

  private gap(log: number): number {
    return 1 + Math.floor(Math.log(1 - this.next()) / log);
  }

  private nearly(count: number, share: number): number {
    const normal = Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next());
    const drawn = Math.round(count * share + normal * Math.sqrt(count * share * (1 - share)));
    return Math.min(count, Math.max(0, drawn));
  }
}
