import type { RankedChange } from './attribute-case.js';

/**
 * The most (probability) that a change can have without a difference between pods that have it and pods that do not, at the same times.
 * A fault from outside looks just like it where everything was replaced, so it is not for the guardian to act alone.
 */
export const MOST_WITHOUT_CONTROL = 0.85;

/** Contrast from which on it counts as seen. */
const SEEN = 0.7;

/** Gives to `none` what a change has beyond that. */
export function withoutControl(
  ranking: readonly RankedChange[],
  none: number,
): { ranking: RankedChange[]; none: number } {
  let surplus = 0;
  const limited = ranking.map((ranked) => {
    const { contrastIn, contrastOut } = ranked.looked.terms;
    const beyond = ranked.probability - MOST_WITHOUT_CONTROL;
    if (beyond <= 0 || contrastIn + contrastOut >= SEEN) return ranked;
    surplus += beyond;
    return { ...ranked, probability: MOST_WITHOUT_CONTROL };
  });
  return { ranking: limited, none: none + surplus };
}
