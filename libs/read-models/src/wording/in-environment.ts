import { type Event, environmentOf } from '@hormesis/events';

/** ` in production`; nothing where the event names no environment. */
export function inEnvironment(event: Event, word = 'in'): string {
  const environment = environmentOf(event);
  return environment === undefined ? '' : ` ${word} ${environment}`;
}
