export * from './decider.js';
export * from './decision.js';
