export * from './choose-executor.js';
export * from './executor.js';
