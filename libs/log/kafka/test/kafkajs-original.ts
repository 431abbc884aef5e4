import { createRequire } from 'node:module';
import '../src/kafkajs.js';

const require = createRequire(import.meta.url);

/** A module of kafkajs past what we have put in its place. */
export function original<T>(module: string): T {
  const file = require.resolve(module);
  const ours = require.cache[file];
  delete require.cache[file];
  const theirs = require(file);
  require.cache[file] = ours;
  return theirs;
}

/** What other modules of kafkajs get in its place. */
export function inPlaceOf(module: string): unknown {
  return require(module);
}
