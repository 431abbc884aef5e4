import type { Origin } from '../facts/facts.js';
import type { PastIncident } from '../facts/past-incident.js';
import { isSamePlace } from '../facts/place.js';
import type { Coverage } from './coverage.js';

/**
 * The incidents that a rule is measured by: those of its proposal’s class with the incident that taught it; for a rule
 * that no incident taught, all at the places and of the metrics that it looks at.
 */
export function classOf(
  incidents: readonly PastIncident[],
  { coverage, metrics }: { coverage: Coverage; metrics: ReadonlySet<string> | null },
  origin: Origin | null,
): PastIncident[] {
  if (origin) {
    return incidents.filter(
      ({ id, fingerprint }) => id === origin.incident || fingerprint === origin.fingerprint,
    );
  }
  const { places } = coverage;
  return incidents.filter(
    (incident) =>
      places.some((place) => isSamePlace(place, incident)) &&
      (metrics === null || incident.metric === null || metrics.has(incident.metric)),
  );
}
