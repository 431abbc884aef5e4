/** A rule that was not there for so long, by polls that were answered, is gone. */
export const goneAfterMs = 3_600_000;
/** Between two answers that are further apart nothing is known. */
const longestGapMs = 120_000;

type Missing = { since: number; missedMs: number };

/** Which guards are no longer loaded, by what each poll found. A poll that failed is none. */
export class GoneRules {
  private readonly missing = new Map<string, Missing>();
  private last: number | undefined;

  /**
   * @param guards those that were seen loaded once
   * @returns those that are gone, and since when, milliseconds since 1970
   */
  polled(guards: readonly string[], loaded: ReadonlySet<string>, now: number): Map<string, number> {
    const stepMs = this.last === undefined ? 0 : Math.min(now - this.last, longestGapMs);
    this.last = now;
    for (const guard of this.missing.keys()) {
      if (loaded.has(guard) || !guards.includes(guard)) this.missing.delete(guard);
    }
    const gone = new Map<string, number>();
    for (const guard of guards) {
      if (loaded.has(guard)) continue;
      const known = this.missing.get(guard);
      const missed = known
        ? { since: known.since, missedMs: known.missedMs + stepMs }
        : { since: now, missedMs: 0 };
      this.missing.set(guard, missed);
      if (missed.missedMs >= goneAfterMs) gone.set(guard, missed.since);
    }
    return gone;
  }
}
