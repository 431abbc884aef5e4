import type { Instant } from '@hormesis/events';

/** Where and when something was injected on purpose. */
export type DrillSpan = {
  id: string;
  service: string;
  environment: string;
  startedAt: Instant;
  /** `null`: it runs. */
  endedAt: Instant | null;
};

/** Clocks differ, and an onset is estimated: so much before the start still counts. */
const beforeMs = 15_000;
/** Harm is felt a while after the injection has ended: in windows under way, in retries. */
const afterMs = 60_000;

/**
 * The drill behind what began at a place at a time (the onset of an anomaly, of an incident); the newest of several.
 * `undefined`: it came by itself.
 */
export function drillAt<Span extends DrillSpan>(
  drills: readonly Span[],
  place: { service: string; environment?: string | null | undefined },
  time: Instant,
): Span | undefined {
  const at = Date.parse(time);
  const fitting = drills.filter(
    ({ service, environment, startedAt, endedAt }) =>
      service === place.service &&
      (place.environment == null || environment === place.environment) &&
      at >= Date.parse(startedAt) - beforeMs &&
      (endedAt === null || at <= Date.parse(endedAt) + afterMs),
  );
  return fitting.toSorted((one, other) => one.startedAt.localeCompare(other.startedAt)).at(-1);
}
