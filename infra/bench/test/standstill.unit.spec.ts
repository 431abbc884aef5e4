import { describe, expect, it } from 'vitest';
import { Standstill } from '../src/sharing/standstill.js';

function longest(...looks: [next: number, head: number, now: number][]): number | undefined {
  const standstill = new Standstill();
  for (const [next, head, now] of looks) standstill.note('t/0', next, head, now);
  return standstill.take().get('t/0');
}

describe('the time that a partition stands still', () => {
  it('lasts from the last progress, or from when events began to wait, to the next progress', () => {
    expect(longest([5, 9, 100], [5, 10, 400], [6, 11, 900], [7, 11, 1_000])).toBe(800);
  });

  it('is none while nothing waits', () => {
    expect(longest([5, 5, 100], [5, 5, 5_000], [5, 6, 5_020], [6, 6, 5_060])).toBe(40);
  });

  it('counts while it still lasts, also over a call in between', () => {
    const standstill = new Standstill();
    standstill.note('t/0', 5, 9, 100);
    standstill.note('t/0', 5, 9, 600);
    expect(standstill.take()).toEqual(new Map([['t/0', 500]]));
    standstill.note('t/0', 5, 9, 900);
    expect(standstill.take()).toEqual(new Map([['t/0', 800]]));
  });
});
