export * from './kafka-log.js';
export * from './kafka-options.js';
