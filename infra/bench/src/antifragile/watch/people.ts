import type { Occurrence } from '../life/occurrence.js';

const minute = 60_000;
/** People meet a fault of this share of a service’s requests for so long until somebody says so, on average. */
const known = { share: 0.2, afterMs: 6 * minute, by: 0.7 };

/**
 * Users and colleagues as detectors: the more is harmed the sooner somebody says so. What adds up over time is how
 * likely it is that somebody has by then.
 */
export class People {
  private readonly met = new Map<Occurrence, number>();

  /** @returns whether somebody says so now, for the first time */
  meet(occurrence: Occurrence, share: number, ms: number): boolean {
    const before = this.met.get(occurrence) ?? 0;
    if (before >= occurrence.patience || share <= 0) return false;
    const usual = known.afterMs * (known.share / share) ** known.by;
    const after = before + ms / usual;
    this.met.set(occurrence, after);
    return after >= occurrence.patience;
  }
}
