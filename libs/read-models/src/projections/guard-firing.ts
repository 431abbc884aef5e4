import { isEvent } from '@hormesis/events';
import { topics } from '@hormesis/log';
import { instant, projection, text } from '@hormesis/projection';

/** Each time that a guard said that it fires: one row an event. An alert that is told again has the same `anomaly`. */
export const guardFiring = projection({
  name: 'guard_firing',
  version: 1,
  from: [topics.incidents],
  table: 'read.guard_firing',
  by: { source: text, eventId: text },
  key: (event) =>
    isEvent(event, 'anomaly.detected') && event.data.guard !== undefined
      ? { source: event.source, eventId: event.id }
      : null,
  rows: 'each',
  columns: {
    guard: text,
    anomaly: text,
    service: text,
    environment: text,
    metric: text,
    onset: instant,
    firedAt: instant,
    drill: text.nullable,
  },
  on: {
    'anomaly.detected': (_row, { subject, data, time }) => ({
      guard: data.guard ?? '',
      anomaly: subject,
      service: data.service.id,
      environment: data.environment.id,
      metric: data.metric,
      onset: data.onset,
      firedAt: time,
      drill: data.drill ?? null,
    }),
  },
});
