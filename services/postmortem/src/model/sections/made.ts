import { isKnown } from '@hormesis/events';
import { contextInWords } from '../context.js';
import type { WeekLog } from '../week-log.js';
import type { WeeklyReport } from '../weekly-report.js';
import { counted } from '../wording.js';

const definitions = [
  'Times are UTC and are the event’s own. The week begins on Monday at 00:00 and ends before the next.',
  ...contextInWords,
  'Incidents that a drill caused are no incidents here, and count in no number; what became of them stands under drills.',
  'Deploys: deployments that began in the week, by service, environment and artifact; further exposure steps of one are not counted again.',
  'Change fail rate: deploys to which an incident is attributed with probability 0.5 or more and for which an action was completed, or the service was rolled back while it lasted; of all deploys. Flag changes are not deploys.',
  'Time to detect: from the anomaly’s onset to the incident being opened, median over incidents opened in the week.',
  'Recovery: from the onset to the end, median over incidents that were resolved in the week and are attributed to a change with probability 0.5 or more. An incident ends when the last of its anomalies has cleared, or, if not all are on record as clear, when it is resolved; until it is resolved it is not over, mitigated or not.',
  'Rework rate: deploys whose correlation is an incident, of all deploys.',
  'Decide: of several proposals of one kind for one class of failure the newest main one is shown; cost is what its backtest says.',
  'Caught: a guard that was in force told of a recurrence or a drill before anybody else did, and sooner than its class used to be noticed; or a flag or a test stopped it while few users had it.',
  'Promises: accepted proposals that are not seen in force at the end of the week; late is what was to be seen to by a day before that.',
  'Signal windows are not read. Names of people are left out.',
];

/** How the numbers came about, so that anybody can make them again. */
export function made(log: WeekLog, positions: Readonly<Record<string, number>>): WeeklyReport['made'] {
  const week = log.events.filter((event) => log.inWeek(event));
  const kept = week.filter((event) => !isKnown(event)).length;
  const counts = new Map<string, number>();
  for (const { name } of week) counts.set(name, (counts.get(name) ?? 0) + 1);
  return {
    positions: sorted(Object.entries(positions)),
    counts: sorted([...counts]),
    notes: [
      week.length === 0
        ? 'No event of this week is on the log. That may be a quiet week, or emitters that did not send.'
        : `${counted(week.length, 'event')} of the week read${kept > 0 ? `, ${kept} of types that are only kept` : ''}.`,
      ...definitions,
    ],
  };
}

function sorted(entries: readonly (readonly [string, number])[]): Record<string, number> {
  return Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
}
