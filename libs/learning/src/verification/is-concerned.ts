import type { Sightings, Stop, VerifiedCase, VerifiedGuard } from './verified-guard.js';

/**
 * Why a guard is asked how it did: it was to catch this class, or its signal is the one that went bad. An alert asks for
 * a signal, whatever change is behind it; so a class that differs only in the change or in the words of the errors is its
 * own too.
 */
export function isConcerned(guard: VerifiedGuard, incident: VerifiedCase): boolean {
  if (guard.service !== incident.service) return false;
  if (guard.environment !== undefined && incident.environment !== undefined) {
    const elsewhere = guard.environment !== incident.environment;
    // A test guards every environment: it is run before any of them.
    if (elsewhere && guard.kind !== 'test') return false;
  }
  if (guard.fingerprint === incident.fingerprint) return true;
  if (guard.kind !== 'alert' || guard.class === undefined) return false;
  if (incident.class.metric === 'unknown' || incident.class.failure === 'unknown') return false;
  return guard.class.metric === incident.class.metric && guard.class.failure === incident.class.failure;
}

/** Whether the guard was in force when the failure began. */
export function wasInForce({ appliedAt, retiredAt }: VerifiedGuard, { onset }: VerifiedCase): boolean {
  const began = Date.parse(onset);
  if (Date.parse(appliedAt) > began) return false;
  return retiredAt === undefined || Date.parse(retiredAt) > began;
}

/**
 * Whether the incident puts the guard to the test at all. A drill injects a failure into what runs: no test is run before
 * it, and a flag is in its way only if it stopped it.
 */
export function isPutToTheTest(
  guard: VerifiedGuard,
  { drill }: VerifiedCase,
  { stops = [] }: Sightings,
): boolean {
  if (drill === undefined || guard.kind === 'alert') return true;
  return guard.kind === 'flag-default' && stops.some((stop) => isByFlagOf(guard, stop));
}

/** Whether a flag stopped it that the guard is about: what another flag stops is no merit of the guard. */
export function isByFlagOf({ flags = [] }: VerifiedGuard, { flag, layer }: Stop): boolean {
  return layer === 'flag' && flag !== undefined && flags.includes(flag);
}
