import type { WeekLog } from './week-log.js';
import type { CitedEvent, WeeklyReport } from './weekly-report.js';

/** All events that the report refers to, oldest first. */
export function citedBy(report: Omit<WeeklyReport, 'cited'>, log: WeekLog): CitedEvent[] {
  const ids = new Set(referencesOf(report));
  return log.events
    .filter(({ id }) => ids.has(id))
    .map(({ id, source, name, time }) => ({ id, source, name, time }));
}

/** The ids of every statement and number. */
export function referencesOf(report: Omit<WeeklyReport, 'cited'>): string[] {
  const incidents = report.incidents.flatMap(({ impact, trigger, detection, limited, lesson }) => [
    ...impact,
    ...trigger,
    ...detection,
    ...limited,
    ...lesson,
  ]);
  const statements = [
    ...incidents,
    ...report.learned,
    ...report.lucky,
    ...report.decide.proposals.flatMap(({ said, cost }) => [said, cost]),
    ...report.decide.retire,
    ...report.caught,
    ...report.drills,
    ...Object.values(report.promises).flat(),
  ];
  return [...report.numbers, ...statements].flatMap(({ events }) => events);
}
