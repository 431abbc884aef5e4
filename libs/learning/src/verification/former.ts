import type { Instant } from '@hormesis/events';

/** An earlier incident of a class, as far as it says how the class was without the guard. */
export type EarlierOccurrence = {
  incident: string;
  fingerprint: string;
  onset: Instant;
  detectedAt: Instant;
  exposedUserSeconds: number | null;
  drill: boolean;
};

export type Former = { detectMs: number | null; exposure: number | null };

/**
 * How a class was noticed, and whom it harmed, before a guard was in force: the medians of its incidents, without drills,
 * and of the incident that taught the guard at the least.
 */
export function formerOf(
  guard: { fingerprint: string; incident: string; appliedAt: Instant },
  cases: readonly EarlierOccurrence[],
): Former {
  const before = cases.filter(
    ({ onset, drill }) => !drill && Date.parse(onset) < Date.parse(guard.appliedAt),
  );
  const ofClass = before.filter(({ fingerprint }) => fingerprint === guard.fingerprint);
  const taken = ofClass.length > 0 ? ofClass : before.filter(({ incident }) => incident === guard.incident);
  return {
    detectMs: median(
      taken.map(({ onset, detectedAt }) => Math.max(0, Date.parse(detectedAt) - Date.parse(onset))),
    ),
    exposure: median(
      taken.flatMap(({ exposedUserSeconds }) => (exposedUserSeconds === null ? [] : [exposedUserSeconds])),
    ),
  };
}

/** The lower one of two in the middle: of two times the stricter. */
function median(figures: readonly number[]): number | null {
  const sorted = figures.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? null;
}
