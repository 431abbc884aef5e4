import { createHash } from 'node:crypto';
import type { WeeklyReport } from './weekly-report.js';

/** The report as it is stored and compared: the same report, the same bytes. */
export function reportJson(report: WeeklyReport): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}

/** SHA-256 of the report’s JSON, in hex. */
export function digestOf(report: WeeklyReport): string {
  return createHash('sha256').update(reportJson(report)).digest('hex');
}
