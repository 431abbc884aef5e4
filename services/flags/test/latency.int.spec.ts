import { type Flag, type FlagSwitch, flipFlag } from '@hormesis/flags';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caller, onOff, startFlags } from './start-flags.js';

const kills = 200;
let flags: Awaited<ReturnType<typeof startFlags>>;

beforeAll(async () => {
  flags = await startFlags();
});
afterAll(() => flags.stop());

/** Asks over HTTP without a pause until the flag is off; when that was. */
async function firstSeenOff(key: string): Promise<number> {
  const call = caller(flags.url, 'shop-secret');
  for (;;) {
    const { body } = await call('POST', `/ofrep/v1/evaluate/flags/${key}`, { context: {} });
    if ((body as { reason?: string }).reason === 'DISABLED') return performance.now();
  }
}

describe('from the guardian’s kill to the first evaluation that sees it', () => {
  it('takes milliseconds on the embedded log', async () => {
    const waits: number[] = [];
    await caller(flags.url)('PUT', '/api/flags/kill-me', onOff);
    const flip = (state: FlagSwitch) => (flag: Flag) => flipFlag(flag, { state });
    for (let n = 0; n < kills; n++) {
      await caller(flags.url)('POST', '/api/flags/kill-me/flip', { state: 'ENABLED' });
      const seen = firstSeenOff('kill-me');
      const began = performance.now();
      await flags.guardian.decide('kill-me', flip('DISABLED'));
      waits.push((await seen) - began);
    }
    waits.sort((a, b) => a - b);
    const [p50 = Number.NaN, p99 = Number.NaN] = [waits[kills / 2], waits[Math.floor(kills * 0.99)]];
    process.stdout.write(
      `kill to evaluation: p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms (${kills} kills)\n`,
    );
    expect(p50).toBeLessThan(25);
  });
});
