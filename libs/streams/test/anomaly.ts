import type { EventOf } from '@hormesis/events';

/** What opens an incident. */
export const anomaly: EventOf<'anomaly.detected'> = {
  id: 'anomaly-event-1',
  source: '/alertmanager',
  time: '2026-01-05T10:00:20.000Z',
  name: 'anomaly.detected',
  type: 'dev.cdeventsx.hormesis-anomaly.detected.0.1.0',
  subject: 'anm-1',
  data: {
    service: { id: 'checkout' },
    environment: { id: 'production' },
    metric: 'http.errors',
    onset: '2026-01-05T10:00:00.000Z',
    method: 'alertmanager',
    severity: 'critical',
  },
};
