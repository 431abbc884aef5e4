import { setImmediate as turn } from 'node:timers/promises';
import { type Flag, type FlagSwitch, flipFlag } from '@hormesis/flags';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caller, onOff, startFlags } from './start-flags.js';

const kills = 200;
const key = 'kill-me';
let flags: Awaited<ReturnType<typeof startFlags>>;

beforeAll(async () => {
  flags = await startFlags();
  await caller(flags.url)('PUT', `/api/flags/${key}`, onOff);
});
afterAll(() => flags.stop());

const flip = (state: FlagSwitch) => flags.guardian.decide(key, (flag: Flag) => flipFlag(flag, { state }));
const evaluateInMemory = async () => {
  await turn();
  return flags.set.evaluate(key, {});
};
const evaluateOverHttp = async () =>
  (await caller(flags.url, 'shop-secret')('POST', `/ofrep/v1/evaluate/flags/${key}`, {})).body;

describe('from the guardian’s kill to the first evaluation that sees it', () => {
  it.each([
    ['in memory', evaluateInMemory],
    ['over OFREP, asked without a pause', evaluateOverHttp],
  ])('takes milliseconds on the embedded log: %s', async (where, evaluate) => {
    const becomes = async (off: boolean) => {
      for (;;) {
        const { reason } = (await evaluate()) as { reason?: string };
        if ((reason === 'DISABLED') === off) return performance.now();
      }
    };
    const waits: number[] = [];
    for (let n = 0; n < kills; n++) {
      await flip('ENABLED');
      await becomes(false);
      const began = performance.now();
      const [seen] = await Promise.all([becomes(true), flip('DISABLED')]);
      waits.push(seen - began);
    }
    waits.sort((a, b) => a - b);
    const [p50 = Number.NaN, p99 = Number.NaN] = [waits[kills / 2], waits[Math.floor(kills * 0.99)]];
    process.stdout.write(`kill to evaluation ${where}: p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms\n`);
    expect(p50).toBeLessThan(100);
  });
});
