import { duration, percent } from '@hormesis/learning';
import type { OpenProposal, ReportNumber, WeeklyReport } from '../model/weekly-report.js';
import { instant } from '../model/wording.js';

/** A number for people; what is not known says so. */
export function shown({ unit, value }: ReportNumber): string {
  if (value === null) return 'unknown';
  if (unit === 'count') return String(value);
  return unit === 'share' ? percent(value) : duration(value);
}

/** What a number was made of, or why there is none. */
export function basis({ because, from }: ReportNumber): string {
  return because ?? from ?? '';
}

/** `PT4M10S` */
export function isoDuration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  const parts = [
    [Math.floor(seconds / 3600), 'H'],
    [Math.floor((seconds % 3600) / 60), 'M'],
    [seconds % 60, 'S'],
  ] as const;
  const text = parts.map(([value, unit]) => (value === 0 ? '' : `${value}${unit}`)).join('');
  return `PT${text === '' ? '0S' : text}`;
}

/** `e3`: how the renderings call the cited events. */
export function referencesIn(report: WeeklyReport): ReadonlyMap<string, string> {
  const references = new Map<string, string>();
  report.cited.forEach(({ id }, index) => {
    if (!references.has(id)) references.set(id, `e${index + 1}`);
  });
  return references;
}

/** The parts of an incident in the order in which they are read. */
export const incidentParts = [
  ['Impact', 'impact'],
  ['Trigger', 'trigger'],
  ['Detection', 'detection'],
  ['What limited it', 'limited'],
  ['Lesson', 'lesson'],
] as const;

export const noneCaught = 'No guard was exercised with success this week.';

/** What became of what was promised, in the order in which it is read. */
export const promiseParts = [
  ['Late', 'late'],
  ['Open', 'open'],
  ['Done', 'done'],
  ['Dropped', 'dropped'],
] as const;

/** Who sees to a proposal, and until when: `for payments, until Tue 1 Dec 2026, 00:00:00 UTC (overdue)`. */
export function careOf({ due, overdue, owner }: Pick<OpenProposal, 'due' | 'overdue' | 'owner'>): string {
  if (owner === null) return 'nobody sees to it yet';
  const until = due === null ? '' : `, until ${instant(due)}${overdue ? ' (overdue)' : ''}`;
  return `for ${owner}${until}`;
}
