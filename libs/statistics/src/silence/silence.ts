/**
 * Traffic of a cohort, and for how long it has had none while others had theirs. That the sender says “nothing” counts in
 * full; that it says nothing at all counts a third, for missing data is not bad data: the sender may be what is broken.
 */
export type Quiet = { perMs: number; heardAt: number | null; quietMs: number; alarmed: boolean };

const leastExpected = 100;
const leastMs = 60_000;
/** What is left of the past after a window. It starts at no traffic: one request tells little of how many will come. */
const forgotten = 0.98;

export function quiet(): Quiet {
  return { perMs: 0, heardAt: null, quietMs: 0, alarmed: false };
}

/**
 * Takes a window of a cohort that ended at `end`.
 * @param total undefined where there is no window
 * @param othersTalk a gap of everything says nothing about this cohort
 * @returns requests that were expected meanwhile, once the silence cannot be chance
 */
export function hear(
  state: Quiet,
  total: number | undefined,
  { widthMs, end, othersTalk }: { widthMs: number; end: number; othersTalk: boolean },
): number | undefined {
  if (total !== undefined && total > 0) {
    const passedMs = widthMs + state.quietMs;
    state.perMs += (1 - forgotten ** (passedMs / widthMs)) * (total / passedMs - state.perMs);
    state.heardAt = end;
    state.quietMs = 0;
    state.alarmed = false;
    return undefined;
  }
  if (!othersTalk || state.perMs === 0) return undefined;
  state.quietMs += total === undefined ? widthMs / 3 : widthMs;
  const expected = state.perMs * state.quietMs;
  return expected >= leastExpected && state.quietMs >= leastMs ? expected : undefined;
}
