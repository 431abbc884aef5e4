import type { IncidentStory } from '../incident-story.js';
import { at, type WeekLog } from '../week-log.js';
import type { ReportNumber } from '../weekly-report.js';
import { counted, idsOf } from '../wording.js';
import { median } from './median.js';

/** From the onset to the end; of incidents that were resolved in the week and are attributed to a change. */
export function recovery(log: WeekLog, stories: readonly IncidentStory[]): ReportNumber {
  const cases = stories.flatMap(({ anomaly, attribution, blamed, detected, end, onset, resolved }) =>
    blamed && end && resolved && onset !== undefined && log.inWeek(resolved)
      ? [{ ms: Math.max(0, at(end.time) - at(onset)), events: [anomaly, detected, attribution?.event, end] }]
      : [],
  );
  return {
    key: 'recovery',
    label: 'Recovery, median',
    unit: 'ms',
    value: median(cases.map(({ ms }) => ms)),
    ...(cases.length === 0
      ? { because: 'no incident that is attributed to a change was resolved in the week' }
      : { from: counted(cases.length, 'incident') }),
    events: idsOf(cases.flatMap(({ events }) => events)),
  };
}
