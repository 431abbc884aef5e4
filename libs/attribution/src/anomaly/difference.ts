import type { Candidate, StatedCandidate } from '@hormesis/change';

/** Whose probability is another than in an earlier ranking; `null`: not named there. */
export type RankingDifference = {
  /** Event id; `null` is the candidate `none`. */
  change: string | null;
  subject: string;
  before: number | null;
  after: number | null;
};

/** Smaller differences are not told. */
const WORTH_TELLING = 0.005;

export function differenceOf(
  before: readonly StatedCandidate[],
  after: readonly Pick<Candidate, 'change' | 'probability'>[],
): RankingDifference[] {
  const ids = [...new Set([...after, ...before].map(({ change }) => change?.eventId ?? null))];
  return ids.flatMap((id) => {
    const then = before.find(({ change }) => (change?.eventId ?? null) === id);
    const now = after.find(({ change }) => (change?.eventId ?? null) === id);
    if (Math.abs((then?.probability ?? 0) - (now?.probability ?? 0)) < WORTH_TELLING) return [];
    const subject = now?.change?.subject ?? then?.change?.subject ?? 'no change';
    return [{ change: id, subject, before: then?.probability ?? null, after: now?.probability ?? null }];
  });
}
