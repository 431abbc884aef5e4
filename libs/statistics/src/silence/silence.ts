/** Traffic of a cohort, and how long it has said “nothing” since. Missing windows are no evidence: only zeros are. */
export type Quiet = { perMs: number; since: number | null; others: number };

const leastExpected = 100;
const leastMs = 60_000;

/**
 * @param othersTalk whether other cohorts of the same service have traffic in the same window: a gap of everything says
 * nothing about this one
 * @returns requests that were expected meanwhile, once the silence cannot be chance
 */
export function hearSilence(
  quiet: Quiet,
  total: number,
  widthMs: number,
  at: number,
  othersTalk: boolean,
): number | undefined {
  if (total > 0) {
    quiet.perMs = quiet.perMs === 0 ? total / widthMs : quiet.perMs + 0.02 * (total / widthMs - quiet.perMs);
    quiet.since = null;
    quiet.others = 0;
    return undefined;
  }
  quiet.since ??= at - widthMs;
  if (!othersTalk) return undefined;
  quiet.others += widthMs;
  const expected = quiet.perMs * quiet.others;
  return expected >= leastExpected && quiet.others >= leastMs ? expected : undefined;
}

export function quiet(): Quiet {
  return { perMs: 0, since: null, others: 0 };
}
