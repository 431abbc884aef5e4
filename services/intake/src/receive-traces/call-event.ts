import { derivedId, type EventOf, type Principal, stateEvent } from '@hormesis/events';
import type { Call } from '@hormesis/otlp';

/** That a service calls another. Two intakes that learn it in the same hour state one event. */
export function callEvent(
  { service, environment, callee }: Call,
  now: Date,
  actor: Principal,
): EventOf<'dependency.observed'> {
  const time = now.toISOString();
  return stateEvent(
    {
      name: 'dependency.observed',
      subject: `${service}/${callee}`,
      data: { service: { id: service }, environment: { id: environment }, callee: { id: callee } },
    },
    { id: derivedId(environment, service, callee, time.slice(0, 13)), source: '/otlp/traces', time, actor },
  );
}
