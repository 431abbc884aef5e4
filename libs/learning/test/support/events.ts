import { catalogue, type DataOf, type EventName, type EventOf, fullType } from '@hormesis/events';

export const onset = '2026-11-18T10:10:00.000Z';

/** An instant, seconds after the onset. */
export function after(seconds: number): string {
  return new Date(Date.parse(onset) + seconds * 1000).toISOString();
}

let count = 0;

/** An event as it stands on the log. */
export function event<Name extends EventName>(
  name: Name,
  subject: string,
  time: string,
  data: DataOf<Name>,
  envelope: { id?: string; correlationId?: string; causationId?: string } = {},
): EventOf<Name> {
  count += 1;
  const type = fullType(catalogue[name]);
  return {
    id: `${name}-${count}`,
    source: '/test',
    type,
    name,
    subject,
    time,
    data,
    ...envelope,
  } as EventOf<Name>;
}
