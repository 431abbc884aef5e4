import { isEvent, isOurs } from '@hormesis/events';
import { topics } from '@hormesis/log';
import { instant, newer, projection, stamp, text } from '@hormesis/projection';

/** What an incident did not allow to propose, by proposer; the newest reason. */
export const withheldProposal = projection({
  name: 'withheld_proposal',
  version: 2,
  from: [topics.learning],
  table: 'read.withheld_proposal',
  by: { incident: text, proposer: text },
  key: (event) =>
    isEvent(event, 'proposal.withheld') && isOurs(event)
      ? { incident: event.data.incident, proposer: event.data.proposer }
      : null,
  rows: 'newest',
  columns: { kind: text, reason: text, at: instant, ...stamp },
  on: {
    'proposal.withheld': (row, event, position) =>
      newer(row, event, position, { kind: event.data.kind, reason: event.data.reason, at: event.time }),
  },
});
