export * from './guardian.module.js';
export * from './migrations.js';
