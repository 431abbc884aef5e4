import { describe, expect, it } from 'vitest';
import { nabScore, profiles, rawScore, type Scored } from '../src/series/nab-score.js';
import { nabWindows } from '../src/series/nab-windows.js';

/** 1000 points, so a probation of 150; a window of 100 points. */
const window = { first: 500, last: 599 };
const sigmoid = (x: number) => 2 / (1 + Math.exp(5 * x)) - 1;

describe("NAB's score", () => {
  it('is 0 without an alarm, and 100 for one at the begin of each window and nowhere else', () => {
    for (const profile of Object.values(profiles)) {
      expect(nabScore([alarms()], 0.5, profile)).toBeCloseTo(0, 9);
      expect(nabScore([alarms(500), alarms(500, 520, 599)], 0.5, profile)).toBeCloseTo(100, 9);
    }
  });

  it('gives a late alarm less: 0.848 of a window in its middle', () => {
    expect(rawScore(alarms(550), 0.5, profiles.standard)).toBeCloseTo(sigmoid(-0.5) / sigmoid(-1), 9);
    expect(sigmoid(-0.5)).toBeCloseTo(0.84828, 5);
    expect(sigmoid(-1)).toBeCloseTo(0.98661, 5);
    expect(nabScore([alarms(550)], 0.5, profiles.standard)).toBeCloseTo(
      (100 * (0.84828 / 0.98661 + 1)) / 2,
      2,
    );
  });

  it('counts the earliest alarm in a window, and only that', () => {
    const both = rawScore(alarms(530, 570), 0.5, profiles.standard);
    expect(both).toBe(rawScore(alarms(530), 0.5, profiles.standard));
  });

  it('takes 0.11 for each alarm far outside, twice that where false alarms weigh more', () => {
    expect(rawScore(alarms(200, 300, 500), 0.5, profiles.standard)).toBeCloseTo(1 - 2 * 0.11, 9);
    expect(rawScore(alarms(200, 300, 500), 0.5, profiles['low FP'])).toBeCloseTo(1 - 2 * 0.22, 9);
  });

  it('takes less for one shortly behind a window: by the distance in windows', () => {
    const behind = rawScore(alarms(500, 599 + 33), 0.5, profiles.standard);
    expect(behind).toBeCloseTo(1 + 0.11 * sigmoid(33 / 99), 9);
    expect(rawScore(alarms(500, 599 + 320), 0.5, profiles.standard)).toBeCloseTo(1 - 0.11, 9);
  });

  it('takes 1 for a missed window, 2 where those weigh more', () => {
    expect(rawScore(alarms(), 0.5, profiles.standard)).toBe(-1);
    expect(rawScore(alarms(), 0.5, profiles['low FN'])).toBe(-2);
  });

  it('ignores the probation: 15 % of a series, 750 points at most', () => {
    expect(rawScore(alarms(149), 0.5, profiles.standard)).toBe(-1);
    expect(rawScore(alarms(150), 0.5, profiles.standard)).toBeCloseTo(-1.11, 9);
    const long = { scores: new Float64Array(20_000), windows: [] };
    long.scores[749] = 1;
    expect(rawScore(long, 0.5, profiles.standard)).toBe(0);
    long.scores[750] = 1;
    expect(rawScore(long, 0.5, profiles.standard)).toBeCloseTo(-0.11, 9);
  });
});

describe("NAB's windows", () => {
  it('share a tenth of the series, each centred on where an anomaly begins', () => {
    expect(
      nabWindows(
        [
          { from: 300, to: 310 },
          { from: 700, to: 900 },
        ],
        1000,
      ),
    ).toEqual([
      { first: 275, last: 325 },
      { first: 675, last: 725 },
    ]);
  });

  it('are one where they overlap, and end with the series', () => {
    expect(
      nabWindows(
        [
          { from: 960, to: 965 },
          { from: 990, to: 995 },
        ],
        1000,
      ),
    ).toEqual([{ first: 935, last: 999 }]);
    expect(nabWindows([], 1000)).toEqual([]);
  });
});

function alarms(...at: number[]): Scored {
  const scores = new Float64Array(1000);
  for (const index of at) scores[index] = 1;
  return { scores, windows: [window] };
}
