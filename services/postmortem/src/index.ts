export * from './migrations.js';
export type { WeeklyReport } from './model/weekly-report.js';
export * from './postmortem.module.js';
