export * from './candidate.js';
export * from './change.js';
export * from './change-of.js';
export * from './flag-exposure.js';
export * from './identity-of.js';
export * from './options.js';
export * from './previous-versions.js';
export * from './rank-candidates.js';
