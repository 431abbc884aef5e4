import { isWaiting, type ProposalStory } from '../proposal-story.js';
import { at, type WeekLog } from '../week-log.js';
import type { OpenProposal, WeeklyReport } from '../weekly-report.js';
import { type Quoting, said } from '../wording.js';
import { cost } from './cost.js';

const atMost = 3;
const byClass = ['prevents', 'limits', 'detects-earlier'];

/**
 * What waits for a decision at the end of the week: proposals, one of each kind for each class of failure, what prevents
 * first; and guards that are proposed to be retired.
 */
export function decide(
  log: WeekLog,
  stories: readonly ProposalStory[],
  quoting: Quoting,
): WeeklyReport['decide'] {
  const newest = new Map<string, ProposalStory>();
  for (const story of stories.filter(isWaiting)) {
    const { kind, fingerprint, alternativeTo } = story.put.proposed;
    const key = JSON.stringify([kind, fingerprint]);
    if (alternativeTo === undefined || !newest.has(key)) newest.set(key, story);
  }
  const open = [...newest.values()].sort((a, b) => rank(a) - rank(b));
  return {
    proposals: open.slice(0, atMost).map((story) => openProposal(log, story, quoting)),
    more: Math.max(0, open.length - atMost),
    retire: stories
      .filter(({ put }) => put.phase === 'applied' && put.retirementProposed)
      .flatMap(({ put, last }) => {
        const event = last('proposal.retirementproposed');
        const what = quoting.plain(put.proposed.title);
        return event ? [said(`Retire “${what}”? ${quoting.plain(event.data.reason)}`, event)] : [];
      }),
  };
}

/** What prevents first; of one class what a backtest speaks for. */
function rank({ put }: ProposalStory): number {
  return byClass.indexOf(put.proposed.class) * 2 + (put.phase === 'backtested' ? 0 : 1);
}

function openProposal(log: WeekLog, story: ProposalStory, quoting: Quoting): OpenProposal {
  const { put, last } = story;
  const { kind, service, incident, title } = put.proposed;
  const due = put.assigned?.due ?? null;
  return {
    id: put.id,
    kind,
    service: quoting.name(service.id),
    incident,
    owner: put.assigned ? quoting.plain(put.assigned.owner) : null,
    due,
    overdue: due !== null && at(due) < at(log.week.to),
    said: said(`${quoting.plain(title)}.`, last('proposal.proposed'), last('proposal.assigned')),
    cost: cost(story, quoting),
  };
}
