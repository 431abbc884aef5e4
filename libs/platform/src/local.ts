/** The part that loads no framework and no driver, for programs whose first line must come at once. */
export * from './running-instance.js';
export * from './until-told-to-end.js';
export * from './version.js';
