const seed = 0x9747b28c;
const mixer = 0x5bd1e995;

/** The partition of a key: what Kafka's default partitioner chooses, so that a key keeps its order in a move. */
export function partitionOf(key: string, partitions: number): number {
  return (murmur2(Buffer.from(key, 'utf8')) & 0x7fffffff) % partitions;
}

/** 32-bit MurmurHash2 as in Kafka's Java client. */
export function murmur2(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const rest = bytes.length & 3;
  const whole = bytes.length - rest;
  let hash = seed ^ bytes.length;
  for (let i = 0; i < whole; i += 4) {
    let word = Math.imul(view.getInt32(i, true), mixer);
    word = Math.imul(word ^ (word >>> 24), mixer);
    hash = Math.imul(hash, mixer) ^ word;
  }
  for (let i = rest - 1; i >= 0; i--) hash ^= (bytes[whole + i] ?? 0) << (8 * i);
  if (rest > 0) hash = Math.imul(hash, mixer);
  hash = Math.imul(hash ^ (hash >>> 13), mixer);
  return hash ^ (hash >>> 15);
}
