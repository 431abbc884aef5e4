import type { WindowLine } from '@hormesis/statistics';
import { describe, expect, it } from 'vitest';
import { WatchBoard } from '../src/show-watches/watch-board.js';

const line = (second: number, cohort: string, bad: number): WindowLine => ({
  t: second * 1_000,
  at: second * 1_000,
  service: 'checkout',
  environment: 'production',
  metric: 'http.errors',
  cohort,
  total: 100,
  bad,
});

function shown(seconds: number, exposedBad: number) {
  const board = new WatchBoard();
  for (let second = 0; second < seconds; second += 1) {
    board.take(line(second, 'ramp', exposedBad));
    board.take(line(second, 'control', 1));
  }
  return board;
}

describe('what is shown of a watched change', () => {
  it('is how its users fared beside the others, second by second', () => {
    const [entry] = shown(10, 5).all();
    expect(entry).toMatchObject({ service: 'checkout', metric: 'http.errors', change: 'ramp' });
    expect(entry?.series.points).toHaveLength(8);
    expect(entry?.series.points[0]).toMatchObject({
      t: 0,
      exposed: { total: 100, bad: 5 },
      control: { total: 100, bad: 1 },
    });
  });

  it('is a band that leaves 1 behind where they fare worse', () => {
    const points = shown(60, 8).all()[0]?.series.points ?? [];
    expect(points[0]?.low).toBeLessThan(1);
    expect(points.at(-1)?.low).toBeGreaterThan(2);
  });

  it('is a band around 1 where they do not', () => {
    const last = shown(60, 1).all()[0]?.series.points.at(-1);
    expect(last?.low).toBeLessThan(1);
    expect(last?.high).toBeGreaterThan(1);
  });

  it('is nothing where nobody has a change, and nothing once it is forgotten', () => {
    const board = new WatchBoard();
    board.take(line(1, 'control', 1));
    board.take(line(1, 'all', 1));
    expect(board.all()).toEqual([]);
    board.take(line(2, 'ramp', 1));
    board.forget('ramp');
    expect(board.all()).toEqual([]);
  });
});
