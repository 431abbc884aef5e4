export * from './learning.module.js';
export { learningMigrations } from './migrations.js';
