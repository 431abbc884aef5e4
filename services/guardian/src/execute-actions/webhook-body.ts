import type { EventOf } from '@hormesis/events';

/** What the receiver gets. The same action has the same body, however often it is sent. */
export function webhookBody({ subject, time, data }: EventOf<'action.requested'>): string {
  const { target, incident, service, environment, reason, change } = data;
  return JSON.stringify({
    type: 'action.requested',
    timestamp: time,
    data: {
      action: subject,
      incident,
      service: service.id,
      ...(environment ? { environment: environment.id } : {}),
      ...target,
      ...(change === undefined ? {} : { change }),
      reason,
    },
  });
}
