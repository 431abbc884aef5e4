import { ProblemError } from '@hormesis/http';
import { type IsoWeek, parseWeek, weekOf } from '../model/iso-week.js';

/**
 * Reads the week of an address.
 * @throws ProblemError for what is no week, and for a week that has not begun
 */
export function weekParam(text: string, now: Date): IsoWeek {
  const week = parseWeek(text);
  if (!week) {
    throw new ProblemError({
      status: 400,
      code: 'invalid-week',
      title: 'This is not a week.',
      hint: `Write an ISO week, for example ${weekOf(now).week}: the year, -W, and a number of two digits from 01 to 52 or 53.`,
    });
  }
  if (Date.parse(week.from) > now.getTime()) {
    throw new ProblemError({
      status: 400,
      code: 'week-in-future',
      title: `Week ${week.week} begins on ${week.from.slice(0, 10)}; nothing can be said about it yet.`,
      hint: `The latest week with a report is this one, ${weekOf(now).week}.`,
    });
  }
  return week;
}
