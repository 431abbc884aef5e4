export * from './happened.js';
export * from './rules-of.js';
