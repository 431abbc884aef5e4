export * from './context.js';
export * from './decided.js';
export * from './migrate.js';
export * from './outbox-relay.js';
export * from './refused.js';
export * from './streams.js';
export * from './transactional-log.js';
export * from './waiting-events.js';
