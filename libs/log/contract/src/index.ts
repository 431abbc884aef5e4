export * from './describe-event-log.js';
export * from './log-under-test.js';
