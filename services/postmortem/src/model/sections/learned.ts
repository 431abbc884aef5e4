import { isEvent } from '@hormesis/events';
import type { WeekLog } from '../week-log.js';
import type { Said } from '../weekly-report.js';
import { type Quoting, said } from '../wording.js';

/** What became of proposals in the week. */
export function learned(log: WeekLog, quoting: Quoting): Said[] {
  const titles = new Map(log.of('proposal.proposed').map(({ subject, data }) => [subject, data.title]));
  const title = (id: string) => quoting.plain(titles.get(id) ?? id);
  return log
    .of('proposal.proposed', 'proposal.accepted', 'proposal.rejected')
    .filter((event) => log.inWeek(event))
    .map((event) => {
      if (isEvent(event, 'proposal.proposed')) {
        return said(`Proposed (${event.data.kind}, ${event.data.class}): ${title(event.subject)}.`, event);
      }
      if (isEvent(event, 'proposal.accepted')) {
        return said(`Accepted, not yet seen in force: ${title(event.subject)}.`, event);
      }
      return said(
        `Rejected: ${title(event.subject)}. The reason given: ${quoting.quote(event.data.reason)}`,
        event,
      );
    });
}
