import { isOurs } from '@hormesis/events';
import { topics } from '@hormesis/log';
import { instant, integer, newer, projection, stamp, text } from '@hormesis/projection';

/** The weeks for which a report was published; the newest publication of each. */
export const report = projection({
  name: 'report',
  version: 1,
  from: [topics.incidents],
  table: 'read.report',
  by: { week: text },
  key: (event) => (isOurs(event) ? { week: event.subject } : null),
  rows: 'newest',
  columns: { from: instant, to: instant, incidents: integer, publishedAt: instant, digest: text, ...stamp },
  on: {
    'postmortem.published': (row, event, position) => {
      const { from, to, incidents, digest } = event.data;
      return newer(row, event, position, { from, to, incidents, digest, publishedAt: event.time });
    },
  },
});
