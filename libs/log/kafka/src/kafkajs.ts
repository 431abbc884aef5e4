import { createRequire } from 'node:module';
import type * as kafkajs from 'kafkajs';
import { decodeRecord } from './record-decoder.js';
import { encodeRecord } from './record-encoder.js';

const require = createRequire(import.meta.url);
const theirs = 'kafkajs/src/protocol/recordBatch/record/v0';

/**
 * kafkajs, with our reading and writing of records in place of its own. Whoever has loaded kafkajs before has it as it
 * comes, which does the same, but takes longer.
 */
function load(): typeof kafkajs {
  put(`${theirs}/decoder.js`, decodeRecord);
  put(`${theirs}/index.js`, encodeRecord);
  return require('kafkajs');
}

function put(module: string, ours: unknown): void {
  require(module);
  const loaded = require.cache[require.resolve(module)];
  if (loaded) loaded.exports = ours;
}

export const { Kafka, Partitioners, logLevel } = load();
export type Kafka = kafkajs.Kafka;
