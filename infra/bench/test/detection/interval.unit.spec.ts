import { expect, it } from 'vitest';
import { exactInterval } from '../../src/detection/interval.js';

it.each([
  // 1 − 0.025^(1/n) and its mirror
  [0, 10, 0, 0.3085],
  [10, 10, 0.6915, 1],
  [0, 300, 0, 0.01222],
  // tables of Clopper and Pearson
  [1, 10, 0.00253, 0.44502],
  [5, 10, 0.18709, 0.81291],
  [4, 400, 0.00273, 0.02541],
])('%i of %i lies between %f and %f', (hits, count, low, high) => {
  const interval = exactInterval(hits, count);
  expect(interval[0]).toBeCloseTo(low, 4);
  expect(interval[1]).toBeCloseTo(high, 4);
});

it('covers everything where nothing was seen', () => {
  expect(exactInterval(0, 0)).toEqual([0, 1]);
});
