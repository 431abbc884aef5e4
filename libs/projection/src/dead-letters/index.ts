export type { DeadLetter, WholeDeadLetter } from './dead-letter.js';
export * from './discard-letter.js';
export * from './letter-refused.js';
export * from './read-letters.js';
export * from './request-retry.js';
export * from './trim-discarded.js';
