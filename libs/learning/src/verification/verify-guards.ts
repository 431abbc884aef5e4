import type { Exercise } from '../proposal/proposal.js';
import { isConcerned, isPutToTheTest, wasInForce } from './is-concerned.js';
import type { Verdict } from './verdict.js';
import type { Sightings, VerifiedCase, VerifiedGuard } from './verified-guard.js';
import { verifyAlert } from './verify-alert.js';
import { verifyFlagDefault } from './verify-flag-default.js';
import { verifyTest } from './verify-test.js';

/** How one guard did. */
export type VerifiedExercise = { guard: string; exercise: Exercise };

/**
 * How each guard did that was in force when the failure began and was to catch it; by the guard’s id. Of what only guards
 * say that it was an incident, nothing. The same for the same record, in whatever order it came.
 */
export function verifyGuards(
  incident: VerifiedCase,
  guards: readonly VerifiedGuard[],
  sightings: Sightings,
): VerifiedExercise[] {
  if (!incident.confirmed) return [];
  const on = incident.drill ?? incident.incident;
  const by = incident.drill === undefined ? ('recurrence' as const) : ('drill' as const);
  return guards
    .filter((guard) => isConcerned(guard, incident) && wasInForce(guard, incident))
    .filter((guard) => isPutToTheTest(guard, incident, sightings))
    .toSorted((one, other) => (one.id < other.id ? -1 : 1))
    .map((guard) => ({ guard: guard.id, exercise: { by, on, ...verdictOf(guard, incident, sightings) } }));
}

function verdictOf(guard: VerifiedGuard, incident: VerifiedCase, sightings: Sightings): Verdict {
  switch (guard.kind) {
    case 'alert':
      return verifyAlert(guard, incident, sightings.detections);
    case 'test':
      return verifyTest(guard, incident, sightings);
    case 'flag-default':
      return verifyFlagDefault(guard, incident, sightings);
  }
}
