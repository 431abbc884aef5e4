export * from './connection/database.js';
export * from './connection/queryable.js';
export type { Listening } from './connection/session.js';
export * from './connection/statement-error.js';
export * from './connection/transaction.js';
export * from './embedded/embedded-postgres-error.js';
export * from './embedded/start-embedded-postgres.js';
export * from './migrate/migrate.js';
export * from './migrate/migration-error.js';
