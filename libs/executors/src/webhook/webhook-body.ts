import type { ActionRequest } from '../executor.js';

/** What the receiver gets. The same request has the same body, however often it is sent; `data.action` names the work. */
export function webhookBody(
  { subject, time, data }: ActionRequest,
  type: 'action.requested' | 'action.undoing',
): string {
  const { target, incident, service, environment, reason, change } = data;
  return JSON.stringify({
    type,
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
