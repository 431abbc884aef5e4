export * from './event-log.js';
export * from './log-record.js';
export * from './partition-of.js';
export * from './position.js';
export * from './receipts.js';
export * from './topics.js';
