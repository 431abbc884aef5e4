import { describe, expect, it } from 'vitest';
import { Outstanding } from '../src/deliver-proposal/outstanding.js';

describe('what is still to be delivered or taken away', () => {
  it('is tried at once, then less and less often, at last every ten minutes', () => {
    const outstanding = new Outstanding();
    outstanding.add('pro-1', 0);
    const tried: number[] = [];
    for (let seconds = 0; seconds <= 3_000; seconds += 10) {
      for (const id of outstanding.due(seconds * 1_000)) {
        tried.push(seconds);
        outstanding.failed(id, seconds * 1_000);
      }
    }
    expect(tried).toEqual([0, 30, 90, 210, 450, 930, 1_530, 2_130, 2_730]);
  });

  it('keeps its time when it is found again, and begins anew once it was done', () => {
    const outstanding = new Outstanding();
    outstanding.failed('pro-1', 0);
    outstanding.add('pro-1', 1_000);
    expect(outstanding.due(1_000)).toEqual([]);
    outstanding.done('pro-1');
    expect(outstanding.due(60_000)).toEqual([]);
    outstanding.add('pro-1', 60_000);
    expect(outstanding.due(60_000)).toEqual(['pro-1']);
  });
});
