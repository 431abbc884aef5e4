export * from './guardian.module.js';
