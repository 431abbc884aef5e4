import { createHash } from 'node:crypto';

const modulus = 1n << 128n;

/**
 * The version of a set of flags: the same for the same flags at the same revisions, in every copy and in whatever order
 * they came. It is the sum of a hash of each, so that a change costs no more than itself.
 */
export class SetVersion {
  private sum = 0n;

  add(key: string, revision: number): void {
    this.sum = (this.sum + hashOf(key, revision)) % modulus;
  }

  remove(key: string, revision: number): void {
    this.sum = (this.sum + modulus - hashOf(key, revision)) % modulus;
  }

  toString(): string {
    return this.sum.toString(16).padStart(32, '0').slice(0, 16);
  }
}

function hashOf(key: string, revision: number): bigint {
  return BigInt(`0x${createHash('sha256').update(`${key}@${revision}`).digest('hex').slice(0, 32)}`);
}
