import { isEvent } from '@hormesis/events';
import { topics } from '@hormesis/log';
import { instant, newer, projection, stamp, text } from '@hormesis/projection';

/** The call graph: one row for each service that calls another in an environment, with when it was stated last. */
export const dependency = projection({
  name: 'dependency',
  version: 1,
  from: [topics.signals],
  table: 'read.dependency',
  by: { environment: text, service: text, callee: text },
  key: (event) => {
    if (!isEvent(event, 'dependency.observed')) return null;
    const { environment, service, callee } = event.data;
    return { environment: environment.id, service: service.id, callee: callee.id };
  },
  rows: 'newest',
  columns: { seenAt: instant, ...stamp },
  on: {
    'dependency.observed': (row, event, position) => newer(row, event, position, { seenAt: event.time }),
  },
});
