import type { Flag, RampSchedule } from '@hormesis/flags';
import { describe, expect, it } from 'vitest';
import type { FlagStreams } from '../src/flag-streams/flag-streams.js';
import type { GuardWindows } from '../src/run-ramps/guard-windows.js';
import type { RampLease } from '../src/run-ramps/ramp-lease.js';
import { RampRunner } from '../src/run-ramps/ramp-runner.js';
import type { FlagBoard } from '../src/sync-flags/flag-board.js';
import type { FlagFollower } from '../src/sync-flags/flag-follower.js';

const start = Date.UTC(2026, 0, 1);
const began = new Date(start).toISOString();
const schedule: RampSchedule = {
  ...{
    id: 'ramp-1',
    variant: 'on',
    onAnomaly: 'pause',
    from: 0,
    phase: 'running',
    step: 1,
    pause: undefined,
  },
  ...{ began, bakeFrom: began, countFrom: began },
  steps: [{ percentage: 1, bakeSeconds: 86_400 }],
  guards: [{ metric: 'http.errors', service: 'checkout', worstRatio: 0.05 }],
};
const flag = {
  key: 'checkout-v2',
  definition: { state: 'ENABLED', variants: { on: true, off: false }, defaultVariant: 'off' },
  ...{ service: 'checkout', environment: undefined, revision: 3, ramp: undefined, flippedBy: undefined },
  schedule,
} satisfies Flag;

/** How often the guards of a step are read from one instant to another, with two looks a second. */
async function readsBetween(from: number, to: number): Promise<number> {
  let now = start;
  let reads = 0;
  const runner = new RampRunner(
    { all: () => [flag] } as unknown as FlagBoard,
    {} as FlagStreams,
    {} as FlagFollower,
    {
      read: async () => {
        reads += 1;
        return [{ total: 100, bad: 1, newest: new Date(now).toISOString() }];
      },
    } as unknown as GuardWindows,
    { hold: async () => true } as RampLease,
    { now: () => new Date(now) },
  );
  for (now = start + from * 1_000; now < start + to * 1_000; now += 500) await runner.tick();
  return reads;
}

describe('the guards of a ramp', () => {
  it('are read with every look at first, and less often the longer a step lasts', async () => {
    expect(await readsBetween(0, 60)).toBe(120);
    expect(await readsBetween(3_600, 3_660)).toBe(10);
    expect(await readsBetween(80_000, 80_060)).toBe(6);
  });
});
