import { serviceOf } from '@hormesis/events';
import { topics } from '@hormesis/log';
import { integer, jsonText, newer, projection, stamp, text } from '@hormesis/projection';

/** Rows of the newest event. */
export const latest = projection({
  name: 'latest',
  version: 1,
  from: [topics.changes, topics.incidents],
  table: 'test.latest',
  by: { service: text },
  rows: 'newest',
  key: (event) => {
    const service = serviceOf(event);
    return service === undefined ? null : { service };
  },
  columns: { word: text, ...stamp },
  on: {
    'service.deployed': (row, event, position) => {
      if (event.data.version === 'poison') throw new Error('This version cannot be taken in.');
      return newer(row, event, position, { word: event.data.version ?? '?' });
    },
    'anomaly.detected': (row, event, position) => newer(row, event, position, { word: event.data.metric }),
  },
});

/** A row for each event. */
export const diary = projection({
  name: 'diary',
  version: 1,
  from: [topics.changes, topics.incidents],
  table: 'test.diary',
  by: { eventId: text },
  rows: 'each',
  key: (event) => ({ eventId: event.id }),
  columns: { offset: integer, topic: text, data: jsonText<unknown>() },
  on: {
    'service.deployed': (_row, event, { topic, offset }) => {
      if (event.data.version === 'poison') throw new Error('This version cannot be taken in.');
      return { offset, topic, data: event.data };
    },
    'anomaly.detected': (_row, event, { topic, offset }) => ({ offset, topic, data: event.data }),
  },
});
