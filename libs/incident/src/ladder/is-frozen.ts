import type { Freeze, WeeklyWindow } from './freeze.js';

/** The freeze that holds for a place now, if one does; for an environment of `*` that of any. */
export function freezeFor(
  freezes: readonly Freeze[],
  { service, environment }: { service: string; environment: string },
  now: Date,
): Freeze | undefined {
  return freezes.find(
    (freeze) =>
      (freeze.service === '*' || freeze.service === service) &&
      (freeze.environment === '*' || environment === '*' || freeze.environment === environment) &&
      holds(freeze, now),
  );
}

function holds({ from, until, weekly }: Freeze, now: Date): boolean {
  if (from !== undefined && now.getTime() < Date.parse(from)) return false;
  if (until !== undefined && now.getTime() >= Date.parse(until)) return false;
  return weekly === undefined || isWithin(weekly, now);
}

/** Whether it is that part of the week by the clocks of the time zone; begin included, end not. */
function isWithin({ from, to, timeZone }: WeeklyWindow, now: Date): boolean {
  const at = minuteOfWeek(localTime(now, timeZone));
  const begin = minuteOfWeek(from);
  const end = minuteOfWeek(to);
  return begin < end ? at >= begin && at < end : at >= begin || at < end;
}

const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

function minuteOfWeek(moment: string): number {
  const [day = '', time = ''] = moment.split(' ');
  const [hour, minute] = time.split(':').map(Number);
  return (days.indexOf(day) * 24 + (hour ?? 0)) * 60 + (minute ?? 0);
}

/** `fri 16:05`, by the clocks there. */
function localTime(now: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(now);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((each) => each.type === type)?.value ?? '';
  return `${part('weekday').toLowerCase()} ${part('hour')}:${part('minute')}`;
}

/** Whether the clocks of such a time zone are known. */
export function isTimeZone(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en-GB', { timeZone });
    return true;
  } catch {
    return false;
  }
}
