import type { EventOf } from '@hormesis/events';
import { isEvent } from '@hormesis/events';
import { exercisesIn } from '../exercises-in.js';
import type { ProposalStory } from '../proposal-story.js';
import type { WeekLog } from '../week-log.js';
import type { Said } from '../weekly-report.js';
import { counted, type Quoting, said } from '../wording.js';

/** What was proposed in the week, in one line, and what became of proposals and of guards, each in its own. */
export function learned(log: WeekLog, stories: readonly ProposalStory[], quoting: Quoting): Said[] {
  const proposed = log.of('proposal.proposed');
  const titles = new Map(proposed.map(({ subject, data }) => [subject, data.title]));
  const title = (id: string) => quoting.plain(titles.get(id) ?? id);
  const applied = new Set(stories.flatMap(({ put }) => (put.applied ? [put.id] : [])));
  const decided = log.of('proposal.accepted', 'proposal.rejected').filter((event) => log.inWeek(event));
  return [
    ...proposedSaid(proposed.filter((event) => log.inWeek(event))),
    ...decided.map((event) =>
      isEvent(event, 'proposal.accepted')
        ? said(
            `Accepted, ${applied.has(event.subject) ? 'and seen in force' : 'not yet seen in force'}: ${title(event.subject)}.`,
            event,
          )
        : said(
            `Rejected: ${title(event.subject)}. The reason given: ${quoting.quote(event.data.reason)}`,
            event,
          ),
    ),
    ...missed(log, stories, quoting),
    ...misfired(log, stories, quoting),
    ...retired(log, stories, quoting),
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

function missed(log: WeekLog, stories: readonly ProposalStory[], quoting: Quoting): Said[] {
  return exercisesIn(log, stories)
    .filter(({ event }) => event.data.outcome === 'missed')
    .map(({ event, story: { put, last } }) => {
      const { by, on, reason } = event.data;
      const again = put.reopened.includes(on) ? ' The learning is open again.' : '';
      return said(
        `Missed${by === 'drill' ? ' in a drill' : ''}: “${quoting.plain(put.proposed.title)}”, when ${on} came. ${quoting.plain(reason)}${again}`,
        event,
        again === '' ? undefined : last('proposal.reopened'),
      );
    });
}

function misfired(log: WeekLog, stories: readonly ProposalStory[], quoting: Quoting): Said[] {
  return stories.flatMap(({ put, last }) => {
    const event = last('proposal.retirementproposed');
    if (!event || !log.inWeek(event)) return [];
    const { title } = put.proposed;
    return [said(`Misfired: “${quoting.plain(title)}”. ${quoting.plain(event.data.reason)}`, event)];
  });
}

function retired(log: WeekLog, stories: readonly ProposalStory[], quoting: Quoting): Said[] {
  return stories.flatMap(({ put, last }) => {
    const event = last('proposal.retired');
    if (!event || !put.applied || !log.inWeek(event)) return [];
    const why = quoting.quote(event.data.reason);
    return [said(`Retired: “${quoting.plain(put.proposed.title)}”. The reason given: ${why}`, event)];
  });
}
