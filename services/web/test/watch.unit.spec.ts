import { describe, expect, it } from 'vitest';
import { bandPath, heightOf, size } from '../src/watch/lift-scale.js';
import { isCompared, sentenceOf, stateOf } from '../src/watch/watch-words.js';

const point = (low: number, likeliest: number, high: number, t = 0) => ({
  t,
  low,
  likeliest,
  high,
  exposed: { total: 50, bad: 5 },
  control: { total: 50, bad: 1 },
});

describe('what is said of a watched change', () => {
  it.each([
    ['worse', [point(1.2, 3, 9)], null],
    ['worse', [point(0.5, 1, 2)], '2026-11-22T10:00:00Z'],
    ['as-well', [point(0.6, 1, 1.4)], null],
    ['watching', [point(0.3, 1.5, 6)], null],
    ['watching', [], null],
  ] as const)('%s', (state, points, alarmedAt) => {
    expect(stateOf({ points: [...points], alarmedAt, endedAt: null })).toBe(state);
  });

  it('is that it was taken back, once nobody has it', () => {
    const over = { points: [point(2, 3, 9)], alarmedAt: null, endedAt: '2026-11-22T10:00:00Z' };
    expect(stateOf(over)).toBe('ended');
  });

  it('is a sentence with the band', () => {
    expect(sentenceOf({ metric: 'http.errors', points: [point(2.04, 5, 12.4)] })).toBe(
      'http.errors: 5.0× as bad as without it, between 2.0× and 12×.',
    );
    expect(sentenceOf({ metric: 'http.errors', points: [] })).toMatch(/No window of http.errors/);
  });
});

it('is not drawn as a band where nobody without it is measured', () => {
  const alone = {
    metric: 'http.errors',
    points: [{ ...point(0.1, 0.1, 100), control: { total: 0, bad: 0 } }],
  };
  expect(isCompared(alone)).toBe(false);
  expect(sentenceOf(alone)).toBe(
    'http.errors: nobody without it is measured; its own past stands in for them.',
  );
  expect(isCompared({ points: [point(1, 2, 3)] })).toBe(true);
});

describe('the band as it is drawn', () => {
  it('stands higher the worse it is, and stays inside', () => {
    expect(heightOf(10)).toBeLessThan(heightOf(1));
    expect(heightOf(1e6)).toBe(0);
    expect(heightOf(1e-6)).toBe(size.height);
  });

  it('is a closed outline from the first point to the last', () => {
    const path = bandPath([point(0.5, 1, 2, 0), point(2, 4, 8, 1_000)]);
    expect(path).toMatch(/^M0,[\d.]+L320,[\d.]+L320,[\d.]+L0,[\d.]+Z$/);
    expect(bandPath([point(1, 1, 1)])).toBe('');
  });
});
