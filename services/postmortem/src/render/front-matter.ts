import type { WeeklyReport } from '../model/weekly-report.js';
import { isoDuration } from './values.js';

/** YAML front matter; every text is a JSON string, which is YAML too. */
export function frontMatter(report: WeeklyReport): string {
  const value = (key: string) => report.numbers.find((number) => number.key === key)?.value ?? null;
  const detect = value('time-to-detect');
  const recovery = value('recovery');
  const entries: [string, unknown][] = [
    ['schema', report.schema],
    ['week', report.week],
    ['from', report.from],
    ['to', report.to],
    ['positions', report.made.positions],
    ['services', report.services],
    ['incidents', report.incidents.length],
    ['worst_severity', report.worstSeverity],
    ['deploys', value('deploys')],
    ['change_fail_rate', value('change-fail-rate')],
    ['time_to_detect_p50', detect === null ? null : isoDuration(detect)],
    ['recovery_p50', recovery === null ? null : isoDuration(recovery)],
    ['caught', report.caught.length],
    ['promises_late', report.promises.late.length],
    ['status', report.status],
  ];
  return ['---', ...entries.map(([key, entry]) => `${key}: ${JSON.stringify(entry)}`), '---', ''].join('\n');
}
