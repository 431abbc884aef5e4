import type { DataOf } from '@hormesis/events';
import type { ActionRequest } from '@hormesis/executors';

type Target = DataOf<'action.requested'>['target'];

/** An action as the guardian requests it. */
export function requestOf(target: Target, action = 'act-1', service = 'checkout'): ActionRequest {
  return {
    id: `event-${action}`,
    source: '/hormesis/guardian',
    time: '2026-11-16T10:00:00.000Z',
    name: 'action.requested',
    type: 'dev.cdeventsx.hormesis-action.requested.0.2.0',
    subject: action,
    data: {
      service: { id: service },
      environment: { id: 'production' },
      incident: 'inc-1',
      target,
      change: 'deploy-1',
      reason: 'v413 began 41 s before the onset.',
    },
  };
}

export const kill = (flag: string, action?: string) => requestOf({ kind: 'kill', flag }, action);

export const rollback = (service: string, toVersion?: string, action?: string) =>
  requestOf(
    { kind: 'rollback', service, environment: 'production', ...(toVersion ? { toVersion } : {}) },
    action,
    service,
  );

export const pause = (service: string, action?: string) =>
  requestOf({ kind: 'pause', service, environment: 'production' }, action, service);

/** Short, so that failing is soon tested. */
export const limits = { timeoutMs: 1_600, attemptMs: 250, firstPauseMs: 10 };
