export * from './offer-test-kafka.js';
export * from './scripted-log.js';
export * from './start-test-database.js';
export * from './start-test-kafka.js';
export * from './start-test-postgres.js';
