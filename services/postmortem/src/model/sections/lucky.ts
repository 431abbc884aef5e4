import type { IncidentStory } from '../incident-story.js';
import type { WeekLog } from '../week-log.js';
import type { Said } from '../weekly-report.js';
import { said } from '../wording.js';

/** What went well for no reason that one could rely on; only what the events say. */
export function lucky(log: WeekLog, stories: readonly IncidentStory[]): Said[] {
  return stories
    .filter(({ detected }) => log.inWeek(detected))
    .flatMap(({ anomaly, cleared, completed, detected, id, rollbacks }) => [
      ...(anomaly?.data.method === 'person'
        ? [said(`${id} was noticed by a person; no alert is on record before that.`, anomaly, detected)]
        : []),
      ...(cleared && completed.length === 0 && rollbacks.length === 0
        ? [said(`${id} cleared without any completed action or rollback on record.`, detected, cleared)]
        : []),
    ]);
}
