export * from './flags.module.js';
