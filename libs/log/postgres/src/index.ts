export * from './housekeeping/log-housekeeper.js';
export { logMigrations, migrateLog } from './migrate-log.js';
export * from './postgres-log.js';
export * from './receipts/postgres-receipts.js';
