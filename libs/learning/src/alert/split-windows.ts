import type { IncidentCase } from '../case/incident-case.js';
import { endOf, type SignalWindow } from '../case/signal-window.js';

/** The recorded windows of one cohort, before the incident and during it. */
export type SplitWindows = { cohort: string; before: SignalWindow[]; during: SignalWindow[] };

/** How long before the onset still counts as the recorded normal. */
const lookBackMs = 60 * 60 * 1000;

/** Splits the windows of the anomaly's metric by cohort. A window that holds the onset is part of the incident. */
export function splitWindows(incident: IncidentCase, metric: string): SplitWindows[] {
  const onset = Date.parse(incident.onset);
  const end = incident.endedAt === undefined ? Number.POSITIVE_INFINITY : Date.parse(incident.endedAt);
  const relevant = incident.windows.filter(
    (window) =>
      window.metric === metric && endOf(window) > onset - lookBackMs && Date.parse(window.start) < end,
  );
  const cohorts = [...new Set(relevant.map(({ cohort }) => cohort))].sort();
  return cohorts.map((cohort) => {
    const own = relevant.filter((window) => window.cohort === cohort);
    return {
      cohort,
      before: own.filter((window) => endOf(window) <= onset),
      during: own.filter((window) => endOf(window) > onset),
    };
  });
}
