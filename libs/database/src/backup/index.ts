export * from './backup-error.js';
export type { BackupHeader, BackupSummary } from './format.js';
export * from './read-backup.js';
export * from './restore-backup.js';
export * from './write-backup.js';
