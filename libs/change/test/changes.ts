import type { EventName, EventOf } from '@hormesis/events';
import type { Change } from '../src/index.js';

export const onset = '2026-11-16T10:00:00.000Z';
export const now = new Date('2026-11-16T10:00:20.000Z');

export function before(seconds: number): string {
  return new Date(Date.parse(onset) - seconds * 1_000).toISOString();
}

export function deployed(over: Partial<Change> = {}): Change {
  return {
    eventId: 'e-1',
    source: '/test',
    kind: 'deployment',
    service: 'checkout',
    environment: 'production',
    subject: 'checkout',
    summary: 'checkout v413 deployed to production',
    at: before(41),
    exposure: 100,
    blamable: true,
    reversible: true,
    version: 'v413',
    ...over,
  };
}

export function flipped(over: Partial<Change> = {}): Change {
  return deployed({ eventId: 'f-1', kind: 'flag', subject: 'new-cart', flag: 'new-cart', ...over });
}

export function event<Name extends EventName>(
  name: Name,
  subject: string,
  data: EventOf<Name>['data'],
): EventOf<Name> {
  const type = `dev.test.${name}`;
  return { id: `id-of-${subject}`, source: '/test', time: onset, name, type, subject, data } as EventOf<Name>;
}
