import { duration } from '@hormesis/learning';
import { exercisesIn } from '../exercises-in.js';
import type { ProposalStory } from '../proposal-story.js';
import type { WeekLog } from '../week-log.js';
import type { Said } from '../weekly-report.js';
import { type Quoting, said } from '../wording.js';

/** Which guard was there first in the week, and which past incident had taught it. */
export function caught(log: WeekLog, stories: readonly ProposalStory[], quoting: Quoting): Said[] {
  return exercisesIn(log, stories)
    .filter(({ event }) => event.data.outcome === 'caught')
    .map(({ event, story: { put, last } }) => {
      const { on, by, leadMs, reason } = event.data;
      const sooner = leadMs !== null && leadMs > 0 ? `, ${duration(leadMs)} sooner` : '';
      const where = by === 'drill' ? `${on}, a drill` : on;
      return said(
        `“${quoting.plain(put.proposed.title)}”, taught by ${put.proposed.incident}, caught ${where}${sooner}. ${quoting.plain(reason)}`,
        last('proposal.proposed'),
        last('proposal.applied'),
        event,
      );
    });
}
