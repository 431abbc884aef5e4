import type { CaseAttribution } from './attribute-case.js';

/** The answer to a case: changes with their probabilities, the rest being `none`; or that no change did it. */
export type Verdict = { ranking: { changeId: string; probability: number }[] } | { none: true };

/**
 * From this probability on, `none` is the whole answer. Below, changes are named all the same, as people want to know
 * where to look; what is missing to 1 says how likely it is that none of them did it.
 */
export const NONE_WINS = 0.8;

const DIGITS = 10_000;

export function verdictOf({ ranking, none }: Pick<CaseAttribution, 'ranking' | 'none'>): Verdict {
  if (ranking.length === 0 || none.probability >= NONE_WINS) return { none: true };
  return {
    ranking: ranking.map(({ changeId, probability }) => ({
      changeId,
      probability: Math.floor(probability * DIGITS) / DIGITS,
    })),
  };
}
