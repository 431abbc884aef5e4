import type { IncidentStory } from '../incident-story.js';
import { at, type WeekLog } from '../week-log.js';
import type { ReportNumber } from '../weekly-report.js';
import { counted, idsOf } from '../wording.js';
import { median } from './median.js';

/** From the onset to the incident being opened; of incidents opened in the week. */
export function timeToDetect(log: WeekLog, stories: readonly IncidentStory[]): ReportNumber {
  const cases = stories.flatMap(({ detected, anomaly, onset }) =>
    onset !== undefined && log.inWeek(detected)
      ? [{ ms: Math.max(0, at(detected.time) - at(onset)), events: [anomaly, detected] }]
      : [],
  );
  return {
    key: 'time-to-detect',
    label: 'Time to detect, median',
    unit: 'ms',
    value: median(cases.map(({ ms }) => ms)),
    ...(cases.length === 0
      ? { because: 'no incident of the week has an onset on record' }
      : { from: counted(cases.length, 'incident') }),
    events: idsOf(cases.flatMap(({ events }) => events)),
  };
}
