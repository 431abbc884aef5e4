import type { SeriesSource } from '@hormesis/promql';
import { type PastIncident, stopOf } from '../facts/past-incident.js';
import type { ExposedBetween } from '../score/saved.js';
import { type CountedWindow, placeWindows } from './place-windows.js';

const normalMs = 3_600_000;

/** How many users incidents harmed, and when, kept apart from the record that it was read from. */
export class Exposures {
  private readonly windows = new Map<string, readonly CountedWindow[]>();

  constructor(private readonly recordEnds: number) {}

  /** Keeps what is on record of an incident; nothing if it is not in this source. */
  note(source: SeriesSource, incident: PastIncident): void {
    const windows = windowsOf(source, incident, stopOf(incident, this.recordEnds));
    if (windows.length > 0) this.windows.set(incident.id, windows);
  }

  /**
   * Users times seconds that an incident harmed in a span, as its case counts them: bad requests beyond those that the
   * hour before it had. Where its case measured otherwise (what got slow, what fell silent), its share of the time.
   */
  readonly between: ExposedBetween = (incident, from, to) => {
    const windows = this.windows.get(incident.id) ?? [];
    const stop = stopOf(incident, this.recordEnds);
    const usual = shareOf(windows.filter(({ end }) => end <= incident.onset));
    const beyond = (since: number, until: number) =>
      windows
        .filter(({ end }) => end > since && end <= until)
        .reduce((sum, { total, bad }) => sum + bad - total * usual, 0);
    if (beyond(incident.onset, stop) > 0) return Math.max(0, Math.round(beyond(from, to)));
    const { exposedUserSeconds, onset } = incident;
    if (exposedUserSeconds === null || stop <= onset) return null;
    return Math.round((exposedUserSeconds * (to - from)) / (stop - onset));
  };
}

/** Of everybody, if such windows are recorded; else of all cohorts together. */
function windowsOf(source: SeriesSource, incident: PastIncident, to: number): CountedWindow[] {
  const { service, environment, metric, onset } = incident;
  const at = { service, environment, ...(metric === null ? {} : { metric }) };
  const cohorts = placeWindows(source, at, onset - normalMs, to);
  const whole = cohorts.filter(({ cohort }) => cohort === 'all');
  const hasWhole = whole.some(({ windows }) => windows.some(({ end }) => end > onset));
  return (hasWhole ? whole : cohorts).flatMap(({ windows }) => windows);
}

function shareOf(windows: readonly CountedWindow[]): number {
  const total = windows.reduce((sum, window) => sum + window.total, 0);
  return total === 0 ? 0 : windows.reduce((sum, { bad }) => sum + bad, 0) / total;
}
