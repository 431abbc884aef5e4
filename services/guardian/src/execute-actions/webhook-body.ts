import type { EventOf } from '@hormesis/events';

/** What the receiver gets. The same request has the same body, however often it is sent; `data.action` names the work. */
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
