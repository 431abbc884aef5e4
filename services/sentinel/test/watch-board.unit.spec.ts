import type { Change } from '@hormesis/change';
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

const stepOf = (id: string) => ({ eventId: id, summary: 'Ramp' }) as Change;

function shown(seconds: number, exposedBad: number) {
  const board = new WatchBoard();
  for (let second = 0; second < seconds; second += 1) {
    board.take(line(second, 'ramp', exposedBad), 1_000, stepOf);
    board.take(line(second, 'control', 1), 1_000, stepOf);
  }
  return board;
}

describe('what is shown of a watched change', () => {
  it('is how its users fared beside the others, second by second', () => {
    const [entry] = shown(10, 5).all(0);
    expect(entry).toMatchObject({ service: 'checkout', metric: 'http.errors', id: 'ramp' });
    expect(entry?.series.points).toHaveLength(8);
    expect(entry?.series.points[0]).toMatchObject({
      t: 0,
      exposed: { total: 100, bad: 5 },
      control: { total: 100, bad: 1 },
    });
  });

  it('is a band that leaves 1 behind where they fare worse', () => {
    const points = shown(60, 8).all(0)[0]?.series.points ?? [];
    expect(points[0]?.low).toBeLessThan(1);
    expect(points.at(-1)?.low).toBeGreaterThan(2);
  });

  it('is a band around 1 where they do not', () => {
    const last = shown(60, 1).all(0)[0]?.series.points.at(-1);
    expect(last?.low).toBeLessThan(1);
    expect(last?.high).toBeGreaterThan(1);
  });

  it('puts windows together that end at different moments', () => {
    const board = new WatchBoard();
    for (let second = 0; second < 40; second += 1) {
      board.take({ ...line(second, 'ramp', 8), t: second * 1_000 + 137 }, 1_000, stepOf);
      board.take({ ...line(second, 'control', 1), t: second * 1_000 + 802 }, 1_000, stepOf);
    }
    expect(board.all(0)[0]?.series.points.at(-1)?.low).toBeGreaterThan(2);
  });

  it('is nothing where nobody has a change', () => {
    const board = new WatchBoard();
    board.take(line(1, 'control', 1), 1_000, stepOf);
    board.take(line(1, 'all', 1), 1_000, stepOf);
    expect(board.all(0)).toEqual([]);
  });

  it('stays for some minutes as it was when the change was taken back', () => {
    const board = shown(10, 5);
    board.end('ramp', 10_000);
    const before = board.all(11_000)[0]?.series.points.length;
    board.take(line(20, 'control', 1), 1_000, stepOf);
    expect(board.all(60_000)).toMatchObject([{ endedAt: 10_000 }]);
    expect(board.all(60_000)[0]?.series.points).toHaveLength(before ?? 0);
    expect(board.all(11 * 60_000)).toEqual([]);
  });
});
