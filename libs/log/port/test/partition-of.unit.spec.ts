import { describe, expect, it } from 'vitest';
import { murmur2, partitionOf } from '../src/index.js';

/** Written down from kafkajs 2.2.4 (`Partitioners.DefaultPartitioner`): key, hash, partition of 4, partition of 12. */
const vectors = [
  ['', 275646681, 1, 9],
  ['a', -1563381124, 0, 4],
  ['checkout', -712266142, 2, 10],
  ['payments', 271036316, 0, 8],
  ['prop-0193', -1935333594, 2, 2],
  ['Zürich', -1551140815, 1, 1],
  ['東京', -1368386005, 3, 7],
  ['incident-inc-4f2a91c0', -1679579044, 0, 4],
  ['a-very-long-key/with/slashes', -90952157, 3, 3],
] as const;

describe('partitionOf', () => {
  it.each(vectors)('puts %j where Kafka would', (key, hash, ofFour, ofTwelve) => {
    expect(murmur2(Buffer.from(key))).toBe(hash);
    expect(partitionOf(key, 4)).toBe(ofFour);
    expect(partitionOf(key, 12)).toBe(ofTwelve);
  });
});
