export * from './recorded-window.js';
