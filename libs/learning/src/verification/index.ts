export * from './flags-of.js';
export * from './former.js';
export * from './is-concerned.js';
export * from './verified-guard.js';
export { earlyMs } from './verify-alert.js';
export { clearlyFewer, fewPercent } from './verify-flag-default.js';
export * from './verify-guards.js';
