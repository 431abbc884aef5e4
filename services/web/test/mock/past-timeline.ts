import type { TimelineEntry } from '@hormesis/api';
import { pastIncident } from './incident-fixtures.js';
import { entry, type Told } from './timeline-fixtures.js';

/** The incident that is over: the guardian rolled back, and measured that it helped. */
export function pastTimeline(now: number): TimelineEntry[] {
  const told: Told[] = [
    {
      ago: 1499.4,
      eventId: 'evt-past-requested',
      name: 'action.requested',
      kind: 'action',
      title: 'rolling mailer back to v204 in production requested',
      data: { reason: 'Attributed to mailer v205 at 97 %.' },
    },
    {
      ago: 1499.39,
      eventId: 'evt-past-done',
      name: 'action.completed',
      kind: 'action',
      title: 'rolling mailer back to v204 in production done in 84 ms',
      outcome: 'good',
      data: { durationMs: 84 },
    },
    {
      ago: 1495,
      eventId: 'evt-past-recovered',
      name: 'incident.recovered',
      kind: 'incident',
      title: 'mailer recovered',
      outcome: 'good',
      data: {
        action: 'act-0',
        seconds: 263.4,
        method: 'reverse-test/1',
        evidence: ['4 of 3120 requests were bad since, against 412 of 2980 before.'],
      },
    },
    {
      ago: 1494.9,
      eventId: 'evt-past-judged',
      name: 'action.judged',
      kind: 'action',
      title: 'rolling mailer back to v204 in production was right',
      outcome: 'good',
      data: { verdict: 'confirmed', by: 'recovery', reason: 'The signal is well again.' },
    },
  ];
  return told
    .map((one, index) =>
      entry(now, { subject: 'act-0', lane: 'mailer', incident: pastIncident, ...one }, 50 + index),
    )
    .reverse();
}
