export type * from './facts/facts.js';
export type * from './facts/past-change.js';
export type * from './facts/past-incident.js';
export { Coverage } from './score/coverage.js';
export type { Firing } from './score/firing.js';
export * from './score/poisson-interval.js';
export * from './score/score-rule.js';
