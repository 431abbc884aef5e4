import type { ProposalStory } from '../proposal-story.js';
import { at, type WeekLog } from '../week-log.js';
import type { WeeklyReport } from '../weekly-report.js';
import { instant, type Quoting, said } from '../wording.js';

/** What was accepted and is to be put in force: what is late, what is open, what was done or dropped in the week. */
export function promises(
  log: WeekLog,
  stories: readonly ProposalStory[],
  quoting: Quoting,
): WeeklyReport['promises'] {
  const accepted = stories.filter(({ put }) => put.phase === 'accepted');
  const isLate = ({ put: { assigned } }: ProposalStory) =>
    assigned?.due !== undefined && at(assigned.due) < at(log.week.to);
  return {
    late: accepted.filter(isLate).map((story) => openSaid(story, quoting)),
    open: accepted.filter((story) => !isLate(story)).map((story) => openSaid(story, quoting)),
    done: stories.flatMap(({ put, last }) => {
      const event = last('proposal.applied');
      if (!event || !log.inWeek(event)) return [];
      return [said(`In force: ${quoting.plain(put.proposed.title)}.`, last('proposal.accepted'), event)];
    }),
    dropped: stories.flatMap(({ put, last }) => {
      const event = last('proposal.retired');
      if (!event || put.applied || !log.inWeek(event)) return [];
      return [
        said(
          `${quoting.plain(put.proposed.title)}, before it was in force. The reason given: ${quoting.quote(event.data.reason)}`,
          event,
        ),
      ];
    }),
  };
}

function openSaid({ put, last }: ProposalStory, quoting: Quoting) {
  const accepted = last('proposal.accepted');
  const assigned = last('proposal.assigned');
  const undelivered = last('proposal.undelivered');
  const stuck = Object.entries(put.undelivered).at(-1);
  const parts = [
    `${quoting.plain(put.proposed.title)}, accepted ${accepted ? instant(accepted.time) : 'at a time that is not on record'}`,
    ...(put.assigned ? [`for ${quoting.plain(put.assigned.owner)} to see to`] : ['nobody sees to it yet']),
    ...(put.assigned?.due === undefined ? [] : [`until ${instant(put.assigned.due)}`]),
  ];
  const hindrance = stuck ? ` It could not be delivered by ${stuck[0]}: ${quoting.plain(stuck[1])}` : '';
  return said(`${parts.join(', ')}.${hindrance}`, accepted, assigned, stuck ? undelivered : undefined);
}
