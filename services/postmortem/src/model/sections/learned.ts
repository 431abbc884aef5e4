import type { EventOf } from '@hormesis/events';
import { isEvent } from '@hormesis/events';
import type { WeekLog } from '../week-log.js';
import type { Said } from '../weekly-report.js';
import { counted, type Quoting, said } from '../wording.js';

/** What was proposed in the week, in one line, and what became of proposals, each in its own. */
export function learned(log: WeekLog, quoting: Quoting): Said[] {
  const proposed = log.of('proposal.proposed');
  const titles = new Map(proposed.map(({ subject, data }) => [subject, data.title]));
  const title = (id: string) => quoting.plain(titles.get(id) ?? id);
  const decided = log.of('proposal.accepted', 'proposal.rejected').filter((event) => log.inWeek(event));
  return [
    ...proposedSaid(proposed.filter((event) => log.inWeek(event))),
    ...decided.map((event) =>
      isEvent(event, 'proposal.accepted')
        ? said(`Accepted, not yet seen in force: ${title(event.subject)}.`, event)
        : said(
            `Rejected: ${title(event.subject)}. The reason given: ${quoting.quote(event.data.reason)}`,
            event,
          ),
    ),
  ];
}

const kinds = [
  ['alert', 'alert', 'alerts'],
  ['flag-default', 'flag default', 'flag defaults'],
  ['test', 'test', 'tests'],
] as const;

function proposedSaid(proposed: readonly EventOf<'proposal.proposed'>[]): Said[] {
  if (proposed.length === 0) return [];
  const parts = kinds.flatMap(([kind, one, many]) => {
    const count = proposed.filter(({ data }) => data.kind === kind).length;
    return count === 0 ? [] : [counted(count, one, many)];
  });
  return [said(`Proposed: ${parts.join(', ')}.`, ...proposed)];
}
