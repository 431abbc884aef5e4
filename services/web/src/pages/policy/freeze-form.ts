import type { Freeze } from '@hormesis/api';
import type { NewFreeze } from '../../api/policy-commands.js';

export type FreezeForm = {
  service: string;
  environment: string;
  kind: 'until' | 'weekly';
  /** As `datetime-local` writes it, in UTC. */
  until: string;
  from: string;
  to: string;
  timeZone: string;
  reason: string;
};

export const emptyFreeze = (timeZone: string): FreezeForm => ({
  service: '*',
  environment: '*',
  kind: 'until',
  until: '',
  from: 'fri 16:00',
  to: 'mon 08:00',
  timeZone,
  reason: '',
});

const momentOfWeek = /^(mon|tue|wed|thu|fri|sat|sun) ([01]\d|2[0-3]):[0-5]\d$/;
type Wrong = Partial<Record<'until' | 'from' | 'to' | 'reason', string>>;

/** The freeze that the fields say; absent, with what is wrong, where they say none. */
export function freezeOf(form: FreezeForm): { freeze?: NewFreeze; wrong: Wrong } {
  const { kind, until, from, to, timeZone, reason } = form;
  const isWeekly = kind === 'weekly';
  const moment = 'Like fri 16:00.';
  const wrong: Wrong = {
    ...(isWeekly && !momentOfWeek.test(from) ? { from: moment } : {}),
    ...(isWeekly && !momentOfWeek.test(to) ? { to: moment } : {}),
    ...(!isWeekly && until !== '' && Number.isNaN(Date.parse(`${until}Z`)) ? { until: 'No such time.' } : {}),
    ...(reason.trim() === '' ? { reason: 'Say why: it stands on what is recommended instead.' } : {}),
  };
  if (Object.keys(wrong).length > 0) return { wrong };
  const when = isWeekly
    ? { weekly: { from, to, timeZone } }
    : until === ''
      ? {}
      : { until: new Date(`${until}Z`).toISOString() };
  const place = { service: form.service.trim() || '*', environment: form.environment.trim() || '*' };
  return { wrong, freeze: { ...place, ...when, reason: reason.trim() } };
}

/** When a freeze holds, in words. */
export function freezeTimes(
  { from, until, weekly }: Pick<Freeze, 'from' | 'until' | 'weekly'>,
  written: (at: string) => string,
): string {
  const span = [from && `from ${written(from)}`, until && `until ${written(until)}`]
    .filter(Boolean)
    .join(' ');
  if (weekly) {
    return [`each week ${weekly.from} to ${weekly.to} (${weekly.timeZone})`, span].filter(Boolean).join(', ');
  }
  return until ? span : [span, 'until it is lifted'].filter(Boolean).join(' ');
}
