import type { CaseAttribution } from './attribute-case.js';

/** So likely a change must be on its own evidence to count as one of several causes. */
const LIKELY_ALONE = 0.8;
/** And so likely it must be that any change did it. */
const LIKELY_ANY = 0.8;

/**
 * The changes that may have caused it together: each is likely against `none` alone, and each shows harm at its own
 * service. One if only one does; none if most likely no change did it.
 */
export function causesOf({ ranking, none }: CaseAttribution): string[] {
  if (1 - none.probability < LIKELY_ANY) return [];
  return ranking
    .filter(({ probability }, n) => n === 0 || probability / (probability + none.probability) >= LIKELY_ALONE)
    .filter(
      ({ looked: { terms } }, n) => n === 0 || terms.contrastIn + terms.contrastOut + terms.worseIn > 1.5,
    )
    .map(({ changeId }) => changeId);
}
