import type { AttributionCandidate } from '@hormesis/api';

/** Candidates by probability, those below one percent apart; `no change` is never among these. */
export function foldCandidates(candidates: readonly AttributionCandidate[]) {
  const ranked = [...candidates].sort((a, b) => b.probability - a.probability);
  const likely = (candidate: AttributionCandidate) =>
    candidate.probability >= 0.01 || candidate.change === null;
  return { likely: ranked.filter(likely), unlikely: ranked.filter((candidate) => !likely(candidate)) };
}
