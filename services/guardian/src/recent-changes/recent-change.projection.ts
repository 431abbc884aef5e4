import { type Change, changeOf } from '@hormesis/change';
import { topics } from '@hormesis/log';
import { instant, json, projection, text } from '@hormesis/projection';

/** Every exposure step by its event; forgotten a day after it became known. */
export const recentChange = projection({
  name: 'guardian.recent_change',
  version: 2,
  from: [topics.changes],
  table: 'guardian.recent_change',
  by: { source: text, eventId: text },
  rows: 'each',
  key: (event) => (changeOf(event) ? { source: event.source, eventId: event.id } : null),
  columns: { environment: text.nullable, at: instant, recordedAt: instant, change: json<Change>() },
  on: {
    '*': (_row, event) => {
      const change = changeOf(event);
      if (!change) return undefined;
      const { environment, at } = change;
      return { environment, at, recordedAt: event.recordedTime ?? event.time, change };
    },
  },
});
