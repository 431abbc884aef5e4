import type { Course, FaultKind, Harm } from './fault.js';

const none = { errorRatio: 0, slowness: 1, slowShare: 0, traffic: 1 };

/** What a fault does so many seconds after it began to bite; before that, nothing. */
export function harmAt(
  { harm, course }: Pick<FaultKind, 'harm' | 'course'>,
  seconds: number,
): Required<Harm> {
  const part = partAt(course ?? { shape: 'at-once' }, seconds);
  if (part === 0) return none;
  const { errorRatio, slowness, slowShare = 1, traffic = 1 } = harm;
  return {
    errorRatio: errorRatio * part,
    slowness: 1 + (slowness - 1) * part,
    slowShare,
    traffic: 1 + (traffic - 1) * part,
  };
}

/** How much of the worst is felt, from 0 to 1. */
function partAt(course: Course, seconds: number): number {
  if (seconds < 0) return 0;
  switch (course.shape) {
    case 'at-once':
      return 1;
    case 'rising':
      return Math.min(1, seconds / course.seconds);
    case 'in-bursts':
      return seconds % (course.onSeconds + course.offSeconds) < course.onSeconds ? 1 : 0;
  }
}

/** Whose requests suffer: those who have the flag’s variant, those on the new version, or everybody’s. */
export function sufferersOf({ origin }: Pick<FaultKind, 'origin'>): 'variant' | 'version' | 'everybody' {
  if (origin === 'flag') return 'variant';
  return origin === 'deployment' || origin === 'irreversible-deployment' ? 'version' : 'everybody';
}
