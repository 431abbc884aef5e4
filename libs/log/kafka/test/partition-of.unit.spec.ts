import { murmur2, partitionOf } from '@hormesis/log';
import fc from 'fast-check';
import { Partitioners } from 'kafkajs';
import { describe, expect, it } from 'vitest';

const partitioner = Partitioners.DefaultPartitioner();

function byKafkajs(key: string, partitions: number): number {
  const partitionMetadata = Array.from({ length: partitions }, (_, partitionId) => ({
    partitionId,
    partitionErrorCode: 0,
    leader: 0,
    replicas: [],
    isr: [],
  }));
  return partitioner({ topic: 't', partitionMetadata, message: { key, value: null } });
}

describe('the partition of a key', () => {
  it.each([
    ['checkout', 2],
    ['payments', 0],
    ['', 1],
    ['größe', 0],
    ['prop-01', 2],
  ])('of "%s" among four stays %d', (key, partition) => {
    expect(partitionOf(key, 4)).toBe(partition);
  });

  it.each([
    ['21', -973932308],
    ['foobar', -790332482],
    ['a-little-bit-long-string', -985981536],
    ['a-little-bit-longer-string', -1486304829],
  ])('comes from the hash that the Java client makes of "%s"', (key, hash) => {
    expect(murmur2(Buffer.from(key))).toBe(hash);
  });

  it('is the one that every Kafka client chooses', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 64 }), (key, partitions) => {
        expect(partitionOf(key, partitions)).toBe(byKafkajs(key, partitions));
      }),
    );
  });
});
