import { failureOf } from './failure-of.js';
import type { IncidentCase } from './incident-case.js';
import { measuredOnset } from './measured-onset.js';
import { countsOf, type Measure, measureOf, shareOf } from './signal-measure.js';
import { endOf, type SignalWindow } from './signal-window.js';

/**
 * Bad requests while the incident lasted, beyond those that the normal has, each taken as one user for one second.
 * Where requests stopped coming: those that the normal would have had. `null`: not measured. While it is not over, all
 * that is on record counts.
 */
export function exposedUserSeconds(incident: IncidentCase): number | null {
  const { failure } = failureOf(incident);
  const measure = measureOf(incident, failure === 'latency');
  if ('because' in measure) return null;
  const { before, during } = split(incident, measure);
  if (during.length === 0 && failure !== 'silence') return null;
  const exposed =
    failure === 'silence' ? missing(incident, before, during) : beyondNormal(before, during, measure);
  return exposed === null ? null : Math.round(exposed);
}

/** So many standard deviations of chance beyond the normal are no chance any more. */
const clearly = 3;

/**
 * Whether more requests were bad while it lasted than chance explains, by a Poisson count of the normal share; in a
 * silence, whether fewer came than that. Some are bad beyond the normal in every other span of time.
 */
export function isHarmMeasured(incident: IncidentCase): boolean {
  const exposed = exposedUserSeconds(incident) ?? 0;
  if (exposed <= 0) return false;
  const { failure } = failureOf(incident);
  const measure = measureOf(incident, failure === 'latency');
  if ('because' in measure) return false;
  const { before, during } = split(incident, measure);
  const requests = during.reduce((sum, window) => sum + countsOf(window, measure).total, 0);
  const normal = failure === 'silence' ? requests + exposed : requests * shareOf(before, measure);
  return exposed > clearly * Math.sqrt(Math.max(1, normal));
}

function split(incident: IncidentCase, measure: Measure) {
  const onset = measuredOnset(incident);
  const end = endOfCase(incident);
  const windows = incident.windows.filter(({ metric }) => metric === measure.metric);
  return {
    before: windows.filter((window) => endOf(window) <= onset),
    during: windows.filter((window) => endOf(window) > onset && Date.parse(window.start) < end),
  };
}

function endOfCase({ endedAt }: IncidentCase): number {
  return endedAt === undefined ? Number.POSITIVE_INFINITY : Date.parse(endedAt);
}

function beyondNormal(
  before: readonly SignalWindow[],
  during: readonly SignalWindow[],
  measure: Measure,
): number {
  const usual = shareOf(before, measure);
  return Math.max(
    0,
    during.reduce((sum, window) => {
      const { total, bad } = countsOf(window, measure);
      return sum + bad - total * usual;
    }, 0),
  );
}

/** Requests that did not come, by the rate before. */
function missing(
  incident: IncidentCase,
  before: readonly SignalWindow[],
  during: readonly SignalWindow[],
): number | null {
  const [first] = before;
  const last = before.at(-1);
  if (!first || !last || incident.endedAt === undefined) return null;
  const sum = (windows: readonly SignalWindow[]) => windows.reduce((all, { total }) => all + total, 0);
  const seconds = (endOf(last) - Date.parse(first.start)) / 1000;
  const expected = (sum(before) / seconds) * ((endOfCase(incident) - measuredOnset(incident)) / 1000);
  return Math.max(0, expected - sum(during));
}
