import { describe, expect, it } from 'vitest';
import { overtaken, retrying } from '../src/retrying.js';

describe('asking Kafka', () => {
  it('is repeated when kafkajs tripped over what another question had replaced', async () => {
    let asked = 0;
    const ask = async () => {
      asked += 1;
      if (asked === 1) throw new TypeError("Cannot destructure property 'partitions' of 'high.pop(...)'");
      return 'answer';
    };
    expect(await retrying(() => ask().catch(overtaken))).toBe('answer');
  });

  it('is not repeated when it is refused', async () => {
    await expect(retrying(() => Promise.reject(new Error('no')).catch(overtaken))).rejects.toThrow('no');
  });
});
