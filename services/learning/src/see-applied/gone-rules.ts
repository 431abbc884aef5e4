/** A rule that was not there for so long, by polls that were answered, is gone. */
export const goneAfterMs = 3_600_000;
/** Between two answers that are further apart nothing is known. */
const longestGapMs = 120_000;

/** `besideMs`: for how long others of ours were there meanwhile. */
type Missing = { since: number; missedMs: number; besideMs: number };

export type Gone = {
  /** Since when, milliseconds since 1970. */
  since: number;
  /**
   * Whether other rules of ours were loaded for as long. Where none is, it may be another Prometheus that answers, or one
   * that was moved: that says nothing about a single rule.
   */
  alone: boolean;
};

/** Which guards are no longer loaded, by what each poll found. A poll that failed is none. */
export class GoneRules {
  private readonly missing = new Map<string, Missing>();
  private last: number | undefined;

  /**
   * @param guards those that were seen loaded once
   * @param loaded all rules of ours that are loaded now
   * @returns those that are gone
   */
  polled(guards: readonly string[], loaded: ReadonlySet<string>, now: number): Map<string, Gone> {
    const stepMs = this.last === undefined ? 0 : Math.min(now - this.last, longestGapMs);
    this.last = now;
    for (const guard of this.missing.keys()) {
      if (loaded.has(guard) || !guards.includes(guard)) this.missing.delete(guard);
    }
    const gone = new Map<string, Gone>();
    for (const guard of guards) {
      if (loaded.has(guard)) continue;
      const known = this.missing.get(guard);
      const missed = known
        ? {
            since: known.since,
            missedMs: known.missedMs + stepMs,
            besideMs: known.besideMs + (loaded.size > 0 ? stepMs : 0),
          }
        : { since: now, missedMs: 0, besideMs: 0 };
      this.missing.set(guard, missed);
      if (missed.missedMs >= goneAfterMs) {
        const alone = loaded.size > 0 && missed.besideMs >= goneAfterMs;
        gone.set(guard, { since: missed.since, alone });
      }
    }
    return gone;
  }

  /** Whether the last poll missed it. */
  isMissing(guard: string): boolean {
    return this.missing.has(guard);
  }
}
