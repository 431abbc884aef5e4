import { setImmediate as turn } from 'node:timers/promises';
import { type Flag, type FlagSwitch, flipFlag } from '@hormesis/flags';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStream } from './event-source.js';
import { caller, onOff, startFlags } from './start-flags.js';

const kills = 50;
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
    report(where, waits);
  });

  it('and milliseconds to a client of the change stream', async () => {
    const stream = await openStream(`${flags.url}/ofrep/v1/events`, { authorization: 'Bearer shop-secret' });
    const heard = async (count: number) => {
      while (stream.messages().length < count) await turn();
      return performance.now();
    };
    await heard(1);
    const waits: number[] = [];
    for (let n = 0; n < kills; n++) {
      await flip('ENABLED');
      await heard(waits.length * 2 + 2);
      const began = performance.now();
      const [seen] = await Promise.all([heard(waits.length * 2 + 3), flip('DISABLED')]);
      waits.push(seen - began);
    }
    await stream.close();
    report('at the change stream', waits);
  });
});

function report(where: string, waits: readonly number[]): void {
  const sorted = [...waits].sort((a, b) => a - b);
  const [p50 = Number.NaN, p99 = Number.NaN] = [sorted[kills / 2], sorted[Math.floor(kills * 0.99)]];
  process.stdout.write(`kill to evaluation ${where}: p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms\n`);
  expect(p50).toBeLessThan(100);
}
