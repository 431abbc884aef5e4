import { isEvent, isOurs } from '@hormesis/events';
import { topics } from '@hormesis/log';
import { instant, newer, projection, stamp, text } from '@hormesis/projection';

/** What an incident did not allow to propose, by kind; the newest reason. */
export const withheldProposal = projection({
  name: 'withheld_proposal',
  version: 1,
  from: [topics.learning],
  table: 'read.withheld_proposal',
  by: { incident: text, kind: text },
  key: (event) =>
    isEvent(event, 'proposal.withheld') && isOurs(event)
      ? { incident: event.data.incident, kind: event.data.kind }
      : null,
  rows: 'newest',
  columns: { reason: text, at: instant, ...stamp },
  on: {
    'proposal.withheld': (row, event, position) =>
      newer(row, event, position, { reason: event.data.reason, at: event.time }),
  },
});
