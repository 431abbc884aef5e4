export { type Days, type DaysReport, keepDayPartitions } from './day-partitions.js';
export * from './housekeeping.js';
export * from './jobs.js';
