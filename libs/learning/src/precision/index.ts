export * from './figures-of.js';
export * from './why-retire.js';
