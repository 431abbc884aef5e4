import { isEvent } from '@hormesis/events';
import type { IncidentStory } from '../incident-story.js';
import type { Said } from '../weekly-report.js';
import { type Quoting, said, unknown } from '../wording.js';

/** What was proposed because of it, and what its data did not allow. */
export function lesson({ detected, proposals }: IncidentStory, quoting: Quoting): Said[] {
  if (proposals.length === 0) return [unknown('what it teaches; nothing has been proposed yet.', detected)];
  return proposals.map((event) =>
    isEvent(event, 'proposal.proposed')
      ? said(`Proposed ${event.data.kind}: ${quoting.plain(event.data.title)}.`, event)
      : said(`No ${event.data.kind} was proposed: ${quoting.plain(event.data.reason)}`, event),
  );
}
