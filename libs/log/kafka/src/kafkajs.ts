import { createRequire } from 'node:module';
import type * as kafkajs from 'kafkajs';
import { decodeRecord } from './record-decoder.js';

const require = createRequire(import.meta.url);
const theirDecoder = 'kafkajs/src/protocol/recordBatch/record/v0/decoder.js';

/**
 * kafkajs, with our reading of records in place of its own. Whoever has loaded kafkajs before has it as it comes, which
 * reads the same, but takes longer.
 */
function load(): typeof kafkajs {
  require(theirDecoder);
  const loaded = require.cache[require.resolve(theirDecoder)];
  if (loaded) loaded.exports = decodeRecord;
  return require('kafkajs');
}

export const { Kafka, Partitioners, logLevel } = load();
export type Kafka = kafkajs.Kafka;
