export { sentinelMigrations } from './migrations.js';
export * from './sentinel.module.js';
